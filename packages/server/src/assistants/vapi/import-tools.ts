/** Vapi's tools: a call is ended and put through here too, and the rest is made anew. */
import { type Fields, type Importing, isFields } from "./importing.ts";

const E164 = /^\+[1-9]\d{6,14}$/;
const NAME_LETTERS = 100;
const NOT_HERE = "there is no such setting here";
const MESSAGES: Readonly<Record<string, string>> = {
  messages: "what is said around a tool is in the assistant's `phrases`",
  message: "what is said while a call is put through is in `phrases.transferring`",
  extension: "an extension is not dialled here: name a number that rings there directly",
};

export function importTools(into: Importing, tools: unknown): void {
  into.each("model.tools", tools, (field, tool) => importTool(into, field, tool));
}

function importTool(into: Importing, field: string, tool: Fields): void {
  if (tool.type === "endCall") {
    into.keep(`${field}.type`, "the tool end_call, which every model has");
    return into.leaveRest(field, tool, ["type"], whyLeft);
  }
  if (tool.type === "transferCall") return importTransfer(into, field, tool);
  if (tool.type === "function" || tool.type === "apiRequest") {
    return into.leave(field, "tools that call a web address are not taken over yet: make it anew");
  }
  into.leave(field, `there is no tool of the kind "${String(tool.type)}" here`);
}

const whyLeft = (name: string): string => MESSAGES[name] ?? NOT_HERE;

function importTransfer(into: Importing, field: string, tool: Fields): void {
  const all = Array.isArray(tool.destinations) ? tool.destinations : [];
  if (!all.some(isReachable))
    return into.leave(field, "it names no telephone number that a call could be put through to");
  into.keep(`${field}.type`, "the tool transfer_to_person");
  into.each(`${field}.destinations`, all, (at, one) => {
    if (isReachable(one)) importPerson(into, at, one);
    else into.leave(at, "only telephone numbers are people here, not SIP addresses or other assistants");
  });
  into.leaveRest(field, tool, ["type", "destinations"], whyLeft);
}

const isReachable = (one: unknown): one is Fields & { number: string } =>
  isFields(one) && one.type === "number" && typeof one.number === "string" && E164.test(one.number);

function importPerson(into: Importing, field: string, given: Fields & { number: string }): void {
  const before = into.settings.people ?? [];
  const named = (["name", "description"] as const).find((name) => typeof given[name] === "string" && given[name]);
  const full = named ? String(given[named]) : given.number;
  const name = full.slice(0, NAME_LETTERS);
  into.settings.people = [...before, { id: `person-${before.length + 1}`, name, number: given.number }];
  const person = `people.${before.length}`;
  into.keep(`${field}.type`, person);
  into.keep(`${field}.number`, `${person}.number`);
  if (named && name === full) into.keep(`${field}.${named}`, `${person}.name`);
  else if (named) into.change(`${field}.${named}`, full, name, `a name has at most ${NAME_LETTERS} letters`);
  into.leaveRest(field, given, ["type", "number", ...(named ? [named] : [])], (name) =>
    name === "description" ? "a person has a name here: say in the instructions when whom to call" : whyLeft(name),
  );
}
