/** Where every template's callers are received: questions are answered here, errands lead into other flows. */
import type { TemplateFlow } from "../template.ts";
import type { EverydayWords } from "./everyday.ts";

export interface Desk {
  /** What it can do, in one sentence: said to whoever asks for help, and after what it cannot do. */
  canDo: string;
  cannot: string;
  /** A flow that the call begins with, before the floor opens. */
  first?: string;
  errands: readonly { flow: string; asked: string[] }[];
  answers: readonly { id: string; asked: string[]; say: string }[];
}

export function deskFlow({ canDo, cannot, first, errands, answers }: Desk, words: EverydayWords): TemplateFlow {
  return {
    id: "desk",
    start: first ? "first" : "floor",
    nodes: {
      ...(first ? { first: { type: "go", flow: first, next: { otherwise: "floor" } } } : {}),
      floor: {
        type: "listen",
        text: words.more,
        help: canDo,
        otherwise: `${cannot} ${canDo}`,
        intents: [
          ...errands.map(({ flow, asked }) => ({ id: flow, flow, examples: asked })),
          ...answers.map(({ id, asked, say }) => ({ id, answer: say, examples: asked })),
          { id: "message", flow: "message", examples: words.message.asked },
          { id: "nothing", node: "bye", examples: words.nothing },
        ],
      },
      // Empty: the assistant's own goodbye.
      bye: { type: "end", text: "" },
    },
  };
}
