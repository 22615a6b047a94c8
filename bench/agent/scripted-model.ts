/** A model of known delay: a new sentence each time, so that no cache has its sound. */
import type { Model } from "@offhook/engine/ports";
import { machineMs } from "../kit/clock.ts";
import type { Note } from "./notes.ts";
import type { Scenario } from "./scenario.ts";

let replies = 0;

export function scriptedModel(
  id: string,
  scenario: Scenario,
  note: Note,
  trouble: { refuses?: boolean; neverAnswers?: boolean } = {},
): Model {
  return {
    id,
    generate(_request, sink) {
      note({ what: "model-asked", by: id, atMs: machineMs() });
      const answer = (): void => {
        note({ what: trouble.refuses ? "fault" : "model-answered", by: id, atMs: machineMs() });
        if (trouble.refuses)
          return sink.fault({ code: "model-refused", message: "scripted", retryable: true, provider: id });
        sink.text(replyOf(scenario.replyLetters));
        sink.done({ because: "stop", usage: { inputTokens: 900, cachedTokens: 0, outputTokens: 20 } });
      };
      const timer = setTimeout(answer, scenario.modelMs);
      if (trouble.neverAnswers) clearTimeout(timer);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}

const WORDS = "we have room for you on that day and the doctor will be glad to see you at that hour".split(" ");

/** One clause: the voice is asked once. */
function replyOf(letters: number): string {
  replies += 1;
  let text = `Number ${replies}`;
  for (let at = replies; text.length < letters; at += 1) text += ` ${WORDS[at % WORDS.length]}`;
  return `${text.slice(0, Math.max(letters - 1, 12)).trim()}.`;
}
