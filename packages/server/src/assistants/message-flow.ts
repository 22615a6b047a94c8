/** Takes a message: what it is about, who called, and where to call back. */
import type { FlowDefinition } from "@offhook/engine/flow";

export const messageFlow: FlowDefinition = {
  id: "message",
  start: "text",
  nodes: {
    text: {
      type: "ask",
      slot: "messageText",
      text: "I can take a message. What would you like to tell us?",
      spec: { kind: "text" },
      next: { otherwise: "name" },
    },
    name: {
      type: "ask",
      slot: "name",
      text: "May I have your name?",
      again: ["Sorry, could you tell me just your name, please?"],
      spec: { kind: "name" },
      next: { otherwise: "phone" },
    },
    phone: {
      type: "ask",
      slot: "phone",
      text: "And which number can we call you back on?",
      again: ["Sorry, I didn't get the number. Please say it digit by digit."],
      spec: { kind: "phone" },
      confirm: true,
      next: { otherwise: "take" },
    },
    take: {
      type: "run",
      tool: "takeMessage",
      args: { text: "messageText", name: "name", phone: "phone" },
      onFault: "failed",
      next: { otherwise: "done" },
    },
    done: {
      type: "say",
      text: "Thank you. Your message is written down, and somebody will call you back.",
      next: { otherwise: null },
    },
    failed: {
      type: "say",
      text: "I'm sorry, I could not write the message down. Please call again a little later.",
      next: { otherwise: null },
    },
  },
};
