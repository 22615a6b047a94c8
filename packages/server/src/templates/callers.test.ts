/** Callers who do not keep to a script: they say all at once, change their minds, or meet something broken. */
import { describe, expect, it } from "vitest";
import { templateOf } from "./index.ts";
import type { Template, TemplateLanguage, TemplateText } from "./template.ts";
import { compiled, sayAll, templateCall } from "./testing/template-call.ts";

function textOf(id: Template["id"], language: TemplateLanguage = "en"): TemplateText {
  const template = templateOf(id);
  if (!template) throw new Error(`There is no template ${id}`);
  return template.texts[language];
}

const BOOKED = { day: "2026-11-23", time: "10:00", name: "John Smith", phone: "+14155552671" };
const IN_ONE_SENTENCE =
  "I'd like to book for tomorrow at ten, my name is John Smith, my number is four one five, five five five, two six seven one.";

describe("appointment-booking", () => {
  it.each([
    IN_ONE_SENTENCE,
    "Tomorrow at ten, my name is John Smith, my number is four one five, five five five, two six seven one.",
    "Tomorrow at 10, my name is John Smith, my number is 4155552671.",
    "I'd like to book an appointment for tomorrow at 10. My name is John Smith. My number is 415-555-2671.",
    "I'd like to book for tomorrow at 10 a.m., my name is John Smith, and my phone number is (415) 555-2671.",
    "Hi, can I come in tomorrow at ten? My name is John Smith, and my number is 4, 1, 5, 5, 5, 5, 2, 6, 7, 1.",
  ])("books by one sentence and one yes: %s", async (sentence) => {
    const { call, done } = templateCall(textOf("appointment-booking"));
    await sayAll(call, [sentence, "Yes."]);
    expect(done.bookSlot).toEqual([BOOKED]);
    expect(call.heard.match(/Shall I book it\?|Is that right\?/g)).toHaveLength(1);
    expect(call.heard).toContain("Your appointment is booked for Monday");
    call.verifyReplay();
  });

  it("changes what was read back, and asks once more", async () => {
    const { call, done } = templateCall(textOf("appointment-booking"));
    await sayAll(call, [IN_ONE_SENTENCE, "No, at eleven.", "Yes."]);
    expect(done.bookSlot).toEqual([{ ...BOOKED, time: "11:00" }]);
    expect(call.heard.match(/Shall I book it\?/g)).toHaveLength(2);
  });

  it("asks what should be different, and keeps the rest", async () => {
    const { call, done } = templateCall(textOf("appointment-booking"));
    const number = "My number is four one five, five five five, two six four four.";
    await sayAll(call, [IN_ONE_SENTENCE, "No.", number, "Yes."]);
    expect(call.heard).toContain("What should be different?");
    expect(done.bookSlot).toEqual([{ ...BOOKED, phone: "+14155552644" }]);
  });

  it("starts over where it does not understand what should be different", async () => {
    const { call, done } = templateCall(textOf("appointment-booking"));
    await sayAll(call, [IN_ONE_SENTENCE, "No.", "All of it."]);
    expect(call.heard).toMatch(/once more\. Which day would you like\?$/);
    expect(done.bookSlot).toBeUndefined();
  });

  it("offers other times for one that is taken", async () => {
    const { call, done } = templateCall(textOf("appointment-booking"));
    await sayAll(call, ["I need an appointment on Tuesday at ten, it's for Mary.", "Half past ten."]);
    expect(call.heard).toContain("half past nine in the morning or half past ten in the morning");
    expect(call.heard).not.toContain("May I have your name?");
    await sayAll(call, ["four one five, five five five, two six seven one", "Yes."]);
    expect(done.bookSlot).toMatchObject([{ day: "2026-11-24", time: "10:30", name: "Mary" }]);
  });

  it("takes a message when the calendar cannot be reached, without asking again whom it is from", async () => {
    const { call, done } = templateCall(textOf("appointment-booking"), ["bookSlot"]);
    await sayAll(call, [IN_ONE_SENTENCE, "Yes.", "An appointment tomorrow morning.", "Yes."]);
    expect(call.heard).toContain("I can't reach the calendar right now");
    expect(call.heard).not.toContain("May I have your name?");
    const { name, phone } = BOOKED;
    expect(done.takeMessage).toEqual([{ text: "An appointment tomorrow morning.", name, phone }]);
  });
});

describe("appointment-booking in Russian", () => {
  it("offers other times for one that is taken, and changes what was read back", async () => {
    const { call, done } = templateCall(textOf("appointment-booking", "ru"));
    await sayAll(call, ["Хочу записаться на приём", "Во вторник в десять", "В половине одиннадцатого", "Иван Петров"]);
    expect(call.heard).toContain("это время занято: 10 часов. Свободно 9:30 или 10:30.");
    await sayAll(call, ["плюс семь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь"]);
    expect(call.heard).toContain("вторник, 24 ноября, время 10:30, имя Иван Петров");
    await sayAll(call, ["Нет, в одиннадцать", "Да"]);
    const booked = { day: "2026-11-24", time: "11:00", name: "Иван Петров", phone: "+79161234567" };
    expect(done.bookSlot).toEqual([booked]);
    expect(call.heard).toContain("Вы записаны: вторник, 24 ноября, время 11 часов.");
    call.verifyReplay();
  });
});

describe("lead-qualification", () => {
  const ANSWERS = ["A new kitchen for Anna.", "About five thousand dollars.", "In spring."];

  it("passes on need, budget and time as they were said, and looks for no name in them", async () => {
    const { call, done } = templateCall(textOf("lead-qualification"));
    await sayAll(call, [...ANSWERS, "Yes.", "My name is John Smith, and my number is 415-555-2671.", "Yes."]);
    const [text, budget, start] = ANSWERS;
    expect(done.takeMessage).toEqual([{ text, budget, start, name: "John Smith", phone: BOOKED.phone }]);
  });

  it("writes nothing down for those who do not want to be called", async () => {
    const { call, done } = templateCall(textOf("lead-qualification"));
    await sayAll(call, [...ANSWERS, "No."]);
    expect(call.heard).toMatch(/nobody will call you\. Is there anything else I can do for you\?$/);
    expect(done).toEqual({});
  });
});

describe("order-status", () => {
  it("hears the number again when it was read back wrong", async () => {
    const { call, done } = templateCall(textOf("order-status"));
    await sayAll(call, ["I'm calling about my order.", "It's four four seven one two.", "No.", "44713", "Yes."]);
    await sayAll(call, ["John Smith", "415-555-2671", "Yes."]);
    expect(done.takeMessage).toMatchObject([{ text: "44713", name: "John Smith", phone: BOOKED.phone }]);
  });

  it("takes the number by the keys of the telephone", async () => {
    const { call } = templateCall(textOf("order-status", "ru"));
    await sayAll(call, ["Где мой заказ?"]);
    call.presses("44712#");
    await call.agentFinishes();
    expect(call.heard).toContain("Это четыре четыре, семь один два. Верно?");
  });
});

describe.each(["customer-support", "general-assistant", "order-status", "appointment-booking"] as const)("%s", (id) => {
  it("says so when a message could not be written down", async () => {
    const { call } = templateCall(textOf(id), ["takeMessage"]);
    await sayAll(call, ["Can I leave a message?", "It's me.", "John Smith", "415-555-2671", "Yes."]);
    expect(call.heard).toContain("I could not write that down");
  });

  it("puts callers through once there is somebody, whatever they are called", async () => {
    const text = textOf(id);
    const people = [{ id: "anybody", name: "Front desk", number: "+14155550111" }];
    const staffed = { ...text, settings: { ...text.settings, people } };
    expect(compiled(staffed).problems).toEqual([]);
    const { call } = templateCall(staffed);
    await call.agentFinishes();
    await call.says("I'd like to speak to a person.");
    await call.until(() => call.commandsOf("transfer").length > 0, 10_000);
    expect(call.commandsOf("transfer")).toMatchObject([{ number: "+14155550111" }]);
  });
});
