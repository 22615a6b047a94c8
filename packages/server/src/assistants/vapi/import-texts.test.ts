/** What stood in braces there: filled here too, filled by another name, or said to be filled by nothing. */
import { expect, it } from "vitest";
import { importVapi } from "./import-vapi.ts";

const prompted = (content: string) => {
  const given = { model: { provider: "openai", model: "gpt-4o", messages: [{ role: "system", content }] } };
  const { assistant, report } = importVapi(given);
  const field = "model.messages.0.content";
  const why = report.changed.find((one) => one.field === field)?.why ?? null;
  return { text: assistant.instructions, why, kept: report.kept.some((one) => one.field === field) };
};

it("keeps what a call fills here as well: its variables, and the time it began", () => {
  const text = "You help {{name}}. It is {{ now }}. {{caller.number}} calls.";
  expect(prompted(text)).toEqual({ text, why: null, kept: true });
});

it("calls the caller's number by its name here, and says so", () => {
  expect(prompted("{{customer.number}} and {{ customer.number }} call.")).toEqual({
    text: "{{caller.number}} and {{caller.number}} call.",
    why: "{{customer.number}} is {{caller.number}} here.",
    kept: false,
  });
});

it.each(["{{date}}", "{{time}}", "{{month}}", "{{day}}", "{{ year }}"])(
  "says of %s that only Vapi fills it",
  (place) => {
    const { text, why } = prompted(`Today: ${place}.`);
    expect(text).toBe(`Today: ${place}.`);
    expect(why).toContain(place);
    expect(why).toContain("{{now}}");
  },
);

it("names every other place that nothing fills, each once, with what to do", () => {
  const filtered = '{{"now" | date: "%H:%M", "Europe/Tallinn"}}';
  const { text, why } = prompted(
    `${filtered} {{customer.name}} {{customer.name}} {{ call.id }} {% if x %}{{x}}{% endif %}`,
  );
  expect(text).toContain(filtered);
  for (const place of [filtered, "{{customer.name}}", "{{ call.id }}", "{% if x %}", "{% endif %}"]) {
    expect(why?.split(place).length, place).toBe(2);
  }
  expect(why).not.toContain("{{x}}");
});

it("knows that a first message has nothing but the variables of its call", () => {
  const message = "Hello {{name}} at {{customer.number}}, it is {{now}}, {{date}}, {{caller.number}} {{x | upcase}}.";
  const { assistant, report } = importVapi({ firstMessage: message });
  expect(assistant.firstMessage).toBe(message);
  const why = report.changed.find(({ field }) => field === "firstMessage")?.why ?? "";
  for (const place of ["{{customer.number}}", "{{now}}", "{{date}}", "{{caller.number}}", "{{x | upcase}}"])
    expect(why).toContain(place);
  expect(why).not.toContain("{{name}}");
  expect(importVapi({ firstMessage: "Hello {{name}}." }).report.kept).toEqual([
    { field: "firstMessage", as: "firstMessage" },
  ]);
});

it("knows that a goodbye and how a voice is to speak are filled with nothing at all", () => {
  const voice = { provider: "openai", voiceId: "coral", instructions: "Speak to {{name}} warmly." };
  const { assistant, report } = importVapi({ endCallMessage: "Bye, {{name}}.", voice });
  expect(assistant).toMatchObject({
    phrases: { goodbye: "Bye, {{name}}." },
    voice: [{ instructions: voice.instructions }],
  });
  expect(report.changed.map(({ field }) => field).sort()).toEqual(["endCallMessage", "voice.instructions"]);
});

it("treats the phrases that end a call as the instructions that they join", () => {
  const { assistant, report } = importVapi({ endCallPhrases: ["Bye, {{customer.number}}"] });
  expect(assistant.instructions).toContain('"Bye, {{caller.number}}"');
  expect(report.changed[0]?.why).toContain("{{customer.number}} is {{caller.number}} here.");
});
