/** Carries out what the caller says to the dialogue itself, and asks questions again. */
import { advance, ask, forgetSlot, note, sayText, textOf, type Walk, wordsFor } from "./advance.ts";
import { nodeOf, top } from "./lookup.ts";
import type { SpokenCommand } from "./spoken-commands.ts";
import { sayValue } from "./values.ts";

/** How much slower "slower please" makes it, and where it ends. */
const SLOWER = 0.85;
const SLOWEST = 0.7;

/** False: this command means nothing here. */
export function obey(walk: Walk, command: SpokenCommand): boolean {
  note(walk, "command", { command });
  switch (command) {
    case "repeat":
      askAgain(walk);
      return true;
    case "slower":
      walk.state = { ...walk.state, speed: Math.max(SLOWEST, walk.state.speed * SLOWER) };
      sayText(walk, wordsFor(walk).slower);
      askAgain(walk);
      return true;
    case "back":
      goBack(walk);
      return true;
    case "start-over":
      ask(walk, wordsFor(walk).startOver);
      walk.state = { ...walk.state, waiting: { for: "start-over" } };
      return true;
    case "help":
      help(walk);
      return true;
    case "farewell":
      walk.acts.push({ do: "end", text: wordsFor(walk).goodbye });
      return true;
  }
}

/** The pending question in its own words. */
export function askAgain(walk: Walk): void {
  const text = questionText(walk);
  if (text) walk.acts.push({ do: "ask", text });
}

export function questionText(walk: Walk): string {
  const node = nodeOf(walk.flows, top(walk.state));
  const { waiting, values } = walk.state;
  if (waiting?.for === "confirmation" && node.type === "ask") {
    const filter = { phone: "phone", digits: "digits", date: "date", time: "time" }[node.spec.kind as "phone"];
    return wordsFor(walk).readBack(sayValue(values[waiting.slot], filter, String(values.language ?? "en")));
  }
  if (node.type === "listen") return textOf(walk, node.text || node.help || "");
  return node.type === "ask" || node.type === "choose" ? textOf(walk, node.text) : "";
}

function goBack(walk: Walk): void {
  const { asked } = walk.state;
  const here = asked.findIndex((frame) => frame.node === top(walk.state).node && frame.flow === top(walk.state).flow);
  const before = asked[(here < 0 ? asked.length : here) - 1];
  if (!before) {
    sayText(walk, wordsFor(walk).noBack);
    return askAgain(walk);
  }
  for (const frame of asked.slice(asked.indexOf(before))) forgetSlot(walk, frame);
  const stack = walk.state.stack.slice(
    0,
    walk.state.stack.findIndex((frame) => frame.flow === before.flow),
  );
  walk.state = {
    ...walk.state,
    stack: [...stack, before],
    asked: asked.slice(0, asked.indexOf(before)),
    waiting: null,
    misses: 0,
  };
  advance(walk);
}

function help(walk: Walk): void {
  const node = nodeOf(walk.flows, top(walk.state));
  if ((node.type === "ask" || node.type === "listen") && node.help) sayText(walk, node.help);
  if (node.type === "listen" && !node.help) sayText(walk, node.otherwise);
  if (node.type !== "listen") askAgain(walk);
}
