/** Reads TwiML into verbs. Knows XML, not what a verb does. */
import { XMLParser, XMLValidator } from "fast-xml-parser";

export interface Verb {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Text directly inside. */
  text: string;
  children: readonly Verb[];
}

export type TwimlReading = { ok: true; verbs: readonly Verb[] } | { ok: false; why: string };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  ignoreDeclaration: true,
});

/** What `preserveOrder` gives: one key is the tag, `:@` its attributes, `#text` is text. */
type Node = Record<string, unknown>;

export function readTwiml(xml: string): TwimlReading {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) return { ok: false, why: valid.err.msg };
  let nodes: Node[];
  try {
    nodes = parser.parse(xml) as Node[];
  } catch (error) {
    return { ok: false, why: String(error) };
  }
  const roots = nodes.filter((node) => tagOf(node) !== null).map(toVerb);
  const root = roots[0];
  if (roots.length !== 1 || root?.name !== "Response") return { ok: false, why: "the root must be <Response>" };
  return { ok: true, verbs: root.children };
}

function toVerb(node: Node): Verb {
  const name = tagOf(node) ?? "";
  const inner = (node[name] ?? []) as Node[];
  return {
    name,
    attributes: (node[":@"] ?? {}) as Record<string, string>,
    text: inner
      .map((child) => String(child["#text"] ?? ""))
      .join("")
      .trim(),
    children: inner.filter((child) => tagOf(child) !== null).map(toVerb),
  };
}

function tagOf(node: Node): string | null {
  return Object.keys(node).find((key) => key !== ":@" && key !== "#text" && !key.startsWith("?")) ?? null;
}
