import type { ModelMessage } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { ConversationRecord, type RecordEvent } from "./conversation-record.ts";
import type { OwnReply } from "./own-reply.ts";

const user = (content: string): ModelMessage => ({ role: "user", content });
const agent = (content: string, ...ids: string[]): ModelMessage => {
  const toolCalls = ids.map((id) => ({ id, name: "find", argumentsJson: "{}" }));
  return { role: "assistant", content, ...(ids.length > 0 ? { toolCalls } : {}) };
};
const result = (toolCallId: string): ModelMessage => ({ role: "tool", toolCallId, content: "7" });
const reply = (text: string, itemIds: string[], callIds: string[] = []): OwnReply => ({
  ...{ itemIds, callIds, text, isSettled: true },
});

/** Short: what is told, to whom, and where. */
function told({ events }: { events: readonly RecordEvent[] }): string[] {
  return events.map((event) => {
    if (event.type === "conversation.item.delete") return `- ${event.item_id}`;
    const { item, previous_item_id: after } = event;
    const [content] = (item.content ?? []) as { type: string; text: string }[];
    const what = content ? `${item.role} ${content.type}: ${content.text}` : `${item.type} ${item.call_id}`;
    return after === undefined ? what : `${what} (after ${after})`;
  });
}

describe("the vendor's record of a conversation", () => {
  it("is told of what others said before, and the caller's sound is the caller's words", () => {
    const record = new ConversationRecord();
    const agreement = record.agree([agent("Hello."), user("Hi. Tuesday?")], true);
    expect(told(agreement)).toEqual(["assistant output_text: Hello."]);
    expect(agreement).toMatchObject({ commit: true, clear: false });
  });

  it("takes the words where no sound was heard: keys, typed words, a session that came later", () => {
    const record = new ConversationRecord();
    expect(told(record.agree([user("Tuesday?")], false))).toEqual(["user input_text: Tuesday?"]);
    const keys = record.agree([user("Tuesday?"), user("(keys pressed: 1)")], true);
    expect(told(keys)).toEqual(["user input_text: (keys pressed: 1)"]);
    expect(keys.commit).toBe(false);
  });

  it("knows its own reply, heard to its end, and adds what others said around it at its place", () => {
    const record = new ConversationRecord();
    record.agree([user("Tuesday?")], true);
    record.committed("item_u1");
    record.began(reply("Tuesday is free. Shall I book it?", ["item_a1"]));
    const said = agent("One moment. Tuesday is free. Shall I book it? Are you still there?");
    const agreement = record.agree([user("Tuesday?"), said, user("Yes.")], true);
    expect(told(agreement)).toEqual([
      "assistant output_text: One moment. (after item_u1)",
      "assistant output_text: Are you still there?",
    ]);
    expect(agreement.commit).toBe(true);
  });

  it("knows a reply of which only the beginning was heard, and the model that went on after it", () => {
    const record = new ConversationRecord();
    record.agree([user("Tuesday?")], true);
    record.began(reply("Tuesday is free. Shall I book it?", ["item_a1"]));
    const agreement = record.agree([user("Tuesday?"), agent("Tuesday is free. Do you want it?"), user("Yes.")], true);
    expect(told(agreement)).toEqual(["assistant output_text: Do you want it?"]);
  });

  it("takes back a reply that nobody heard", () => {
    const record = new ConversationRecord();
    record.agree([user("Tues")], true);
    record.committed("item_u1");
    record.began(reply("Did you mean Tuesday?", ["item_a1"]));
    const agreement = record.agree([user("Tuesday at eleven.")], true);
    expect(told(agreement)).toEqual(["- item_a1"]);
    // The rest of the caller's sound is one more item: the first one stays.
    expect(agreement.commit).toBe(true);
    const again = record.agree([user("Tuesday at eleven."), agent("Fine."), user("Thanks.")], true);
    expect(told(again)).toEqual(["assistant output_text: Fine."]);
  });

  it("replaces words that turned out to be others, where the vendor heard none itself", () => {
    const record = new ConversationRecord();
    record.agree([user("Tues")], false);
    const agreement = record.agree([user("Tuesday.")], false);
    expect(told(agreement)).toEqual(["- told_1", "user input_text: Tuesday."]);
  });

  it("tells turns that others answered as text, and lets their sound go", () => {
    const record = new ConversationRecord();
    record.agree([user("Hi.")], true);
    const agreement = record.agree(
      [user("Hi."), agent("Hello."), user("Tuesday?"), agent("Yes."), user("Fine.")],
      true,
    );
    expect(agreement).toMatchObject({ commit: false, clear: true });
    expect(told(agreement).length).toBe(4);
  });

  it("has its own call, and is told the result once", () => {
    const record = new ConversationRecord();
    record.agree([user("Order 7?")], true);
    record.began(reply("I will look.", ["item_a1", "item_f1"], ["call_1"]));
    const asked = [user("Order 7?"), agent("I will look.", "call_1"), result("call_1")];
    expect(told(record.agree(asked, false))).toEqual(["function_call_output call_1"]);
    record.began(reply("It is on its way.", ["item_a2"]));
    const heard = [...asked, agent("I will look. It is on its way."), user("Thanks.")];
    const agreement = record.agree(heard, true);
    expect(told(agreement)).toEqual([]);
    expect(agreement.commit).toBe(true);
  });

  it("is told of another model's call with its result", () => {
    const record = new ConversationRecord();
    const agreement = record.agree([user("7?"), agent("", "call_9"), result("call_9"), agent("Yes.")], false);
    expect(told(agreement)).toEqual([
      ...["user input_text: 7?", "function_call call_9", "function_call_output call_9", "assistant output_text: Yes."],
    ]);
    expect(told(record.agree([result("call_8")], false)).some((one) => one.includes("call_8"))).toBe(false);
  });

  it("follows a history that was written anew", () => {
    const record = new ConversationRecord();
    record.agree([agent("Hello."), user("Hi.")], true);
    record.committed("item_u1");
    const agreement = record.agree([user("(what was said before was taken out)"), user("Tuesday?")], false);
    expect(told(agreement).slice(0, 2)).toEqual(["- told_1", "- item_u1"]);
    expect(told(agreement).length).toBe(4);
  });

  it("adds nothing when it is asked the same again", () => {
    const record = new ConversationRecord();
    const messages = [agent("Hello."), user("Hi."), agent("Well?", "call_9"), result("call_9"), user("Tuesday?")];
    record.agree(messages, false);
    expect(record.agree(messages, false)).toEqual({ events: [], commit: false, clear: false });
  });
});
