import { defineAssistant, tool } from "offhook";
import { openaiCompatible } from "offhook/providers";
import { z } from "zod";

const ORDERS: Readonly<Record<string, string>> = { "12345": "left our house on Friday", "67890": "is being packed" };

export const findOrder = tool({
  name: "findOrder",
  description: "Looks up where an order is, by its five-digit number.",
  parameters: z.object({ orderNumber: z.string().regex(/^\d{5}$/) }),
  effect: false,
  sayWhileRunning: "One moment, I'm looking that up.",
  run: ({ orderNumber }) => ({ found: orderNumber in ORDERS, state: ORDERS[orderNumber] ?? null }),
});

/** Any server that speaks OpenAI's chat completions: OpenAI itself, Ollama, vLLM, Groq, or the twin in the test. */
export const orderDesk = (baseUrl: string) =>
  defineAssistant({
    name: "Order desk",
    firstMessage: "Hello, this is the AI assistant of Harbour Books. How can I help?",
    instructions: "You answer the phone of a bookshop. Be brief: one or two sentences. Today is {{now}}.",
    model: openaiCompatible({ model: "twin-model", baseUrl }),
    tools: [findOrder],
  });

export default orderDesk("http://127.0.0.1:11434/v1");
