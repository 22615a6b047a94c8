/** Not understood: asked another way, then by keys or with help, then by a person. Never a third time the same. */
import { advance, ask, note, sayText, type Walk, wordsFor } from "./advance.ts";
import { fill } from "./answers.ts";
import { listeningFor } from "./listening.ts";
import { nodeOf, top } from "./lookup.ts";
import { questionText } from "./obey.ts";

export function notUnderstood(walk: Walk, heard = ""): void {
  const misses = walk.state.misses + 1;
  if (misses >= 2 && keepName(walk, heard)) return;
  walk.state = { ...walk.state, misses };
  note(walk, "not-understood", { misses });
  if (misses >= 3) return giveUp(walk);
  const node = nodeOf(walk.flows, top(walk.state));
  if (node.type === "listen") return ask(walk, misses === 1 ? node.otherwise : (node.help ?? node.otherwise));
  if (walk.state.waiting?.for === "confirmation") return ask(walk, `${wordsFor(walk).confirmAgain}`);
  const again = node.type === "ask" ? node.again?.[misses - 1] : undefined;
  if (again) return ask(walk, again);
  sayText(walk, wordsFor(walk).notUnderstood);
  if (misses === 2) sayHelp(walk);
  ask(walk, questionText(walk));
}

/** A name that is like no name we know is kept as it was heard, and marked. */
function keepName(walk: Walk, heard: string): boolean {
  const node = nodeOf(walk.flows, top(walk.state));
  const text = heard.replace(/[.!?]+$/, "").trim();
  if (walk.state.waiting?.for !== "answer" || node.type !== "ask" || node.spec.kind !== "name") return false;
  if (!/\p{L}{2}/u.test(text) || text.length > 60) return false;
  note(walk, "kept-as-heard", { slot: node.slot });
  fill(walk, { [node.slot]: { value: text, text, confidence: 0.4 } });
  advance(walk);
  return true;
}

/** The second time round, another way in: an example, or the keys. */
function sayHelp(walk: Walk): void {
  const node = nodeOf(walk.flows, top(walk.state));
  if (node.type === "ask" && node.help) sayText(walk, node.help);
  if ((listeningFor(walk.flows, walk.state)?.keys.maxLength ?? 0) > 1) sayText(walk, wordsFor(walk).useKeys);
}

function giveUp(walk: Walk): void {
  walk.state = { ...walk.state, misses: 0 };
  walk.acts.push({ do: "transfer", person: "", text: wordsFor(walk).giveUp });
}
