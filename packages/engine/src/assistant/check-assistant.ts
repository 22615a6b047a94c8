/** Finds what is wrong with an assistant before any caller does. */
import type { AssistantDefinition, Person } from "../conversation/index.ts";
import type { FlowDefinition, FlowNode } from "../flow/index.ts";

/** Every problem at once, each a sentence. */
export class AssistantProblems extends Error {
  override name = "AssistantProblems";
  readonly problems: readonly string[];

  constructor(name: string, problems: readonly string[]) {
    super(`The assistant "${name}" cannot answer calls:\n${problems.map((one) => `- ${one}`).join("\n")}`);
    this.problems = problems;
  }
}

export function assistantProblems(assistant: AssistantDefinition): string[] {
  const { flows, tools, people, name, timeZone } = assistant;
  return [
    ...(name.trim() === "" ? ["it has no name"] : []),
    ...(isTimeZone(timeZone) ? [] : [`"${timeZone}" is no time zone: write, for example, "Europe/Tallinn"`]),
    ...twice(tools.map((tool) => tool.name)).map((tool) => `two tools are named "${tool}"`),
    ...twice(flows.map((flow) => flow.id)).map((flow) => `two flows are named "${flow}"`),
    ...people.filter((one) => !/^\+[1-9]\d{6,14}$/.test(one.number)).map(badNumber),
    ...people.flatMap(badHours),
    ...flows.flatMap((flow) =>
      Object.entries(flow.nodes).flatMap(([node, one]) => badNode(assistant, flow, node, one)),
    ),
    ...lostEnds(assistant),
  ];
}

const badNumber = ({ id, number }: { id: string; number: string }): string =>
  `the number of "${id}" is to be written like +14155550100, not ${number}`;

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

function badHours({ id, hours = {} }: Person): string[] {
  return Object.entries(hours).flatMap(([day, spans]) => [
    ...(/^[1-7]$/.test(day) ? [] : [`the hours of "${id}" have the day "${day}": days are 1, Monday, to 7`]),
    ...spans
      .filter(({ from, until }) => !CLOCK.test(from) || !CLOCK.test(until))
      .map(({ from, until }) => `the hours of "${id}" are to be written like 09:00, not ${from} and ${until}`),
  ]);
}

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

function badNode(assistant: AssistantDefinition, flow: FlowDefinition, name: string, node: FlowNode): string[] {
  const { flows, tools, people } = assistant;
  const where = `in the flow "${flow.id}", "${name}"`;
  if (node.type === "run" && !tools.some((tool) => tool.name === node.tool)) {
    return [`${where} runs the tool "${node.tool}", which the assistant does not have`];
  }
  // With nobody configured the agent says so; a wrong name would reach somebody who was not meant.
  if (node.type === "transfer" && people.length > 0 && !people.some((one) => one.id === node.person)) {
    return [`${where} transfers to "${node.person}", and nobody has that id`];
  }
  const others = node.type === "go" ? [node.flow] : node.type === "listen" ? node.intents.map((one) => one.flow) : [];
  return others
    .filter((id) => id !== undefined && !flows.some((one) => one.id === id))
    .map((id) => `${where} leads to the flow "${id}", which the assistant does not have`);
}

/** A call's first flow has nowhere to go back to: its caller would hear silence. */
function lostEnds({ flows, model }: AssistantDefinition): string[] {
  const first = flows[0];
  if (!first || model.length > 0) return [];
  return Object.entries(first.nodes)
    .filter(([, node]) => "next" in node && node.next.otherwise === null)
    .map(
      ([name]) =>
        `in the flow "${first.id}", "${name}" goes back, but a call begins there: lead on to an end or an open floor`,
    );
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
