/** What somebody says about a tool of his own: how to ask his server, and what the answer means. */

export type HttpToolHeader = string | { secret: string };

export interface HttpToolDefinition {
  /** As models and flows call it. */
  name: string;
  description: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{{names}}` in its path and query; the host is fixed. */
  url: string;
  /** A template, or a stored secret by its name. */
  headers?: Record<string, HttpToolHeader>;
  /** JSON; `"{{name}}"` alone is the value with its type, within a text it is text. */
  body?: unknown;
  /** JSON Schema of the arguments: an object. */
  parameters: Record<string, unknown>;
  /** Which parts of the answer are kept, by path (`order.items[0].name`); left out: all of it. */
  response?: Record<string, string>;
  deadlineMs?: number;
  /** `changes`: something happens there, so it runs once and on confirmed turns only. */
  effect: "changes" | "reads";
  sayWhileRunning?: string;
  saySlow?: string;
  sayOnFailure?: string;
}
