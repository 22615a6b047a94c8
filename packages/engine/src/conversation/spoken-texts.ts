/** Every clause that an assistant will say as it stands: what can be synthesised before anybody calls. */
import type { FlowNode } from "../flow/definition.ts";
import type { AssistantDefinition } from "./assistant.ts";
import { splitClauses } from "./clauses.ts";

/** In the order in which callers are likely to hear them: the greeting first. */
export function spokenTexts(assistant: AssistantDefinition): string[] {
  const { phrases, disclosure, tools, flows } = assistant;
  const nodes = flows.flatMap((flow) => Object.values(flow.nodes));
  const texts = [
    assistant.firstMessage,
    ...Object.values(phrases).flat(),
    disclosure?.short ?? "",
    ...tools.flatMap((tool) => [tool.sayWhileRunning ?? "", tool.saySlow ?? "", tool.sayOnFailure ?? ""]),
    ...nodes.flatMap(nodeTexts),
  ];
  const fixed = texts.filter((text) => !text.includes("{{"));
  return [...new Set(fixed.flatMap(splitClauses))];
}

function nodeTexts(node: FlowNode): string[] {
  switch (node.type) {
    case "say":
    case "end":
    case "choose":
      return [node.text];
    case "ask":
      return [node.text, ...(node.again ?? []), node.help ?? ""];
    case "listen":
      return [node.text, node.otherwise, node.help ?? "", ...node.intents.map((intent) => intent.answer ?? "")];
    case "transfer":
      return [node.text ?? ""];
    default:
      return [];
  }
}
