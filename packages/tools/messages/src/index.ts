/** Takes messages for people who could not come to the phone. */
import type { Tool } from "@offhook/engine/ports";

export interface MessageStore {
  /** The same key again keeps the message taken first. */
  take(message: {
    key: string;
    callId: string;
    text: string;
    name: string | null;
    phone: string | null;
  }): Promise<void>;
  has(key: string): Promise<boolean>;
}

export function messageTool(store: MessageStore): Tool {
  return {
    name: "takeMessage",
    description: "Takes a message for the staff.",
    parameters: {
      type: "object",
      properties: { text: { type: "string" }, name: { type: "string" }, phone: { type: "string" } },
      required: ["text"],
    },
    effect: true,
    async run(args, { callId, key }) {
      const { text, name, phone } = args as { text: string; name?: string; phone?: string };
      await store.take({ key, callId, text, name: name ?? null, phone: phone ?? null });
      return { taken: true };
    },
    findByKey: async (key) => ((await store.has(key)) ? { taken: true } : undefined),
  };
}
