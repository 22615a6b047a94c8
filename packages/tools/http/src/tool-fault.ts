/** Why a request brought no answer: a code for the log and a sentence that a model may read. */

export type ToolFaultCode =
  | "tool-argument-missing"
  | "tool-argument-refused"
  | "tool-secret-missing"
  | "tool-address-refused"
  | "tool-redirect-refused"
  | "tool-unreachable"
  | "tool-overdue"
  | "tool-answer-too-large"
  | "tool-answer-not-json"
  /** 4xx: the server understood and did not do it. */
  | "tool-refused"
  | "tool-failed";

export class ToolFault extends Error {
  readonly code: ToolFaultCode;
  readonly status: number | null;

  constructor(code: ToolFaultCode, message: string, status: number | null = null) {
    super(message);
    this.name = "ToolFault";
    this.code = code;
    this.status = status;
  }
}
