/** Not understood: asked another way, then by keys or with help, then by a person. Never a third time the same. */
import { ask, note, sayText, type Walk, wordsFor } from "./advance.ts";
import { listeningFor } from "./listening.ts";
import { nodeOf, top } from "./lookup.ts";
import { questionText } from "./obey.ts";

export function notUnderstood(walk: Walk): void {
  const misses = walk.state.misses + 1;
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
