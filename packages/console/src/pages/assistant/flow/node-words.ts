/** What a node and a way are called in the drawing and in the list. */
import type { FlowNode } from "@offhook/engine/flow";
import type { TFunction } from "i18next";
import type { Edge, Link } from "./node-links.ts";

const MOST_IN_A_LABEL = 2;

export function wordsOfLink(link: Link, t: TFunction): string {
  if (link.by === "intent") return link.intent;
  if (link.by !== "when") return t(`flow.by.${link.by}`);
  const { path, op, value } = link.condition;
  return [path, t(`flow.operators.${op}`), op === "exists" ? "" : String(value ?? "")].filter(Boolean).join(" ");
}

const SIGNS = { eq: "=", ne: "≠", gt: ">", gte: "≥", lt: "<", lte: "≤", contains: "∋" } as const;

/** Short, for the drawing: the list has words. */
function signOfLink(link: Link, t: TFunction): string {
  if (link.by !== "when" || link.condition.op === "exists") return wordsOfLink(link, t);
  const { path, op, value } = link.condition;
  return `${path} ${SIGNS[op]} ${String(value ?? "")}`;
}

/** Beside a line; a way that is the only one needs no words. */
export function labelOf({ links }: Edge, t: TFunction): string {
  const words = links.filter(({ by }) => by !== "next").map((link) => signOfLink(link, t));
  const more = words.length - MOST_IN_A_LABEL;
  return [...words.slice(0, MOST_IN_A_LABEL), ...(more > 0 ? [t("flow.canvas.more", { count: more })] : [])].join(", ");
}

/** The first words of what is heard, or why there are none. */
export function saidBy(node: FlowNode, t: TFunction): { text: string; isMissing: boolean } {
  if (node.type === "run") return { text: Object.keys(node.args).join(", "), isMissing: false };
  if (node.type === "branch" || node.type === "go") return { text: "", isMissing: false };
  if (node.type === "transfer" && !node.text) return { text: "", isMissing: false };
  if (node.type === "end" && !node.text) return { text: t("flow.canvas.ownGoodbye"), isMissing: true };
  const text = node.text || (node.type === "listen" ? node.otherwise : "");
  return text ? { text, isMissing: false } : { text: t("flow.canvas.noText"), isMissing: true };
}

/** Small signs: what it fills, runs, leads to outside of this flow. `spoken`: as it is read aloud. */
export function signsOf(node: FlowNode, t: TFunction): { sign: string; spoken: string }[] {
  const signs: { sign: string; spoken: string }[] = [];
  const add = (sign: string, spoken: string): void => void signs.push({ sign, spoken });
  if (node.type === "ask" || node.type === "choose") {
    add(`▸ ${node.slot}`, t("flow.canvas.fills", { slot: node.slot }));
  }
  if (node.type === "run") add(`⚙ ${node.tool}`, `${t("flow.form.tool")}: ${node.tool}`);
  if (node.type === "transfer") add(`☏ ${node.person}`, `${t("flow.form.person")}: ${node.person}`);
  const flows = node.type === "go" ? [node.flow] : node.type === "listen" ? [...flowsOf(node)] : [];
  for (const flow of flows) add(`↪ ${flow}`, t("flow.form.runsFlow", { flow }));
  if (node.type === "listen") {
    const count = node.intents.filter(({ answer }) => answer !== undefined).length;
    if (count > 0) add(t("flow.canvas.answers", { count }), t("flow.canvas.answers", { count }));
  }
  if ("next" in node && node.next.otherwise === null) add("↩", t("flow.canvas.back"));
  return signs;
}

const flowsOf = ({ intents }: Extract<FlowNode, { type: "listen" }>): Set<string> =>
  new Set(intents.flatMap(({ flow, answer }) => (flow && answer === undefined ? [flow] : [])));
