/** The flow of an assistant that brings none: answers known questions by example, and says what it cannot do. */
import type { FlowDefinition, Intent } from "../flow/index.ts";

export interface KnownAnswer {
  /** Ways to ask: a handful of them makes it understood in other words too. */
  asked: readonly string[];
  say: string;
}

interface FloorWords {
  more: string;
  otherwise: string;
  nothing: readonly string[];
}

const en: FloorWords = {
  more: "Is there anything else I can help you with?",
  otherwise: "I'm sorry, I can't help with that.",
  nothing: ["no thank you", "no that's all", "nothing else", "no", "that would be all"],
};

const ru: FloorWords = {
  more: "Могу ли я ещё чем-то помочь?",
  otherwise: "Простите, с этим я помочь не могу.",
  nothing: ["нет спасибо", "нет это всё", "больше ничего", "нет", "это всё"],
};

export function openFloor(answers: readonly KnownAnswer[], language: string): FlowDefinition {
  const words = language.startsWith("ru") ? ru : en;
  const known = answers.map(
    ({ asked, say }, index): Intent => ({
      id: `answer-${index + 1}`,
      examples: asked,
      answer: say,
    }),
  );
  const nothing: Intent = { id: "nothing", examples: words.nothing, node: "bye" };
  return {
    id: "floor",
    start: "start",
    nodes: {
      start: { type: "listen", text: words.more, otherwise: words.otherwise, intents: [...known, nothing] },
      bye: { type: "end", text: "" },
    },
  };
}
