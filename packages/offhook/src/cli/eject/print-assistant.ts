/** An assistant's settings as a TypeScript file. What makes no difference is left out. Data in, text out. */
import type { FlowDefinition } from "@offhook/engine/flow";
import {
  type AssistantSettings,
  compileWithTools,
  describedHttpTool,
  type HttpToolDefinition,
  SERVER_TOOLS,
} from "@offhook/server/code";
import { printFlow } from "./print-flow.ts";
import { noWords, toolWord, type Words } from "./print-node.ts";
import { type Choice, printChoices, type Slot } from "./print-provider.ts";
import { constantsForTools, printHttpTool, usesSecrets } from "./print-tool.ts";
import { printValue } from "./print-value.ts";

const PROVIDERS = ["transcriber", "model", "voice", "realtime"] as const satisfies readonly Slot[];
/** Tools that somebody made: those that the server does not bring along. */
export const foreignTools = ({ tools = [], flow = [] }: AssistantSettings): string[] => {
  const ran = flow.flatMap(({ nodes }) =>
    Object.values(nodes).flatMap((one) => (one.type === "run" ? [one.tool] : [])),
  );
  return [...new Set([...tools, ...ran])].filter((name) => !SERVER_TOOLS.some((tool) => tool.name === name));
};

/** `id`: of the assistant in the console, so that it can be pushed back. `made`: the tools of `foreignTools`. */
export function printAssistant(
  settings: AssistantSettings,
  id?: string,
  made: readonly HttpToolDefinition[] = [],
): string {
  const { flow: given, ...rest } = withoutDefaults(settings, made);
  const flow = given ?? [];
  const toolConstants = constantsForTools(made);
  const constantOf = (name: string): string => toolConstants.get(name) ?? name;
  const words = noWords(
    new Map(made.map(({ name, parameters }) => [name, { constant: constantOf(name), parameters }])),
  );
  const constants = constantsFor(flow.map((one) => one.id));
  const flows = flow.map((one, index) => printFlow(constants[index] ?? "", one as FlowDefinition, words));
  // What a flow of words does not bring along is named.
  const named = [...new Set([...(rest.tools ?? []), ...words.loose])];
  const fields = Object.entries({ ...rest, ...(named.length > 0 ? { tools: named } : {}) }).map(
    ([name, value]) => `${name}: ${printField(name, value, words)},`,
  );
  const all = [
    ...(id === undefined ? [] : [`id: ${printValue(id)},`]),
    ...fields,
    ...(given ? [`flows: [${constants.join(", ")}],`] : []),
  ];
  const body = `export default defineAssistant({\n${all.join("\n")}\n});`;
  const tools = made.map((one) => printHttpTool(constantOf(one.name), one));
  if (tools.length > 0) words.tools.add("httpTool");
  if (made.some(usesSecrets)) words.tools.add("secret");
  return `${[head(settings.name), imports(words), ...tools, ...flows, body].join("\n\n")}\n`;
}

const head = (name: string): string =>
  `/** ${name.replaceAll("*/", "* /")}: written from the console. \`npx --no offhook push\` with this file brings changes back there. */`;

function printField(name: string, value: unknown, words: Words): string {
  if (name === "tools") {
    return `[${(value as string[]).map((tool) => toolWord(tool, words)).join(", ")}]`;
  }
  if (!PROVIDERS.includes(name as (typeof PROVIDERS)[number])) return printValue(value);
  const { code, imports: used } = printChoices(name as Slot, value as Choice[]);
  for (const one of used) words.providers.add(one);
  return code;
}

function imports({ flow, types, tools, providers }: Words): string {
  const named = (from: string, names: readonly string[]): string[] =>
    names.length > 0 ? [`import { ${names.join(", ")} } from "${from}";`] : [];
  const flowNames = [...[...types].map((name) => `type ${name}`), ...[...flow].sort()];
  return [
    ...named("offhook", ["defineAssistant"]),
    ...named("offhook/flow", flowNames),
    ...named("offhook/providers", [...providers].sort()),
    ...named("offhook/tools", [...tools].sort()),
  ].join("\n");
}

/** A field, or a single timing or phrase, without which the assistant would be the very same. */
function withoutDefaults(settings: AssistantSettings, made: readonly HttpToolDefinition[]): AssistantSettings {
  const known = made.map(describedHttpTool);
  const shown = (one: AssistantSettings): string => JSON.stringify(compileWithTools(one, known).definition);
  const whole = shown(settings);
  let kept = { ...settings };
  for (const name of Object.keys(settings) as (keyof AssistantSettings)[]) {
    if (name === "name") continue;
    const { [name]: _, ...without } = kept;
    if (shown(without as AssistantSettings) === whole) kept = without as AssistantSettings;
  }
  for (const group of ["timing", "phrases"] as const) {
    for (const name of Object.keys(kept[group] ?? {})) {
      const { [name]: _, ...fewer } = kept[group] as Record<string, unknown>;
      const without = { ...kept, [group]: fewer } as AssistantSettings;
      if (shown(without) === whole) kept = without;
    }
  }
  return kept;
}

/** `desk` becomes `deskFlow`; two that would be named the same are counted. */
function constantsFor(ids: readonly string[]): string[] {
  const taken = new Set<string>();
  return ids.map((id) => {
    const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
    const joined = words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join("");
    const name = `${/^[A-Za-z]/.test(joined) ? joined : `a${joined}`}Flow`;
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
    taken.add(free);
    return free;
  });
}

const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
