/** What the vendor must be told of a conversation that it heard a part of. */
import type { ModelMessage } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { LiveHistory, type News } from "./live-history.ts";
import { restOfOwn } from "./live-own-words.ts";

const user = (content: string): ModelMessage => ({ role: "user", content });
const agent = (content: string): ModelMessage => ({ role: "assistant", content });
const tool = (toolCallId: string, content: string): ModelMessage => ({ role: "tool", toolCallId, content });
const SYSTEM: ModelMessage = { role: "system", content: "Be brief." };
const BOOK = { id: "c1", name: "book", argumentsJson: "{}" };
const booking: ModelMessage = { role: "assistant", content: "", toolCalls: [BOOK] };

const told = ({ turns }: News): string[] => turns.map(({ role, parts }) => `${role}: ${parts[0]?.text}`);

function conversation() {
  const history = new LiveHistory("Be brief.");
  const talk: ModelMessage[] = [];
  return {
    ...{ history, talk },
    say(own: string, ...messages: ModelMessage[]): News {
      talk.push(...messages);
      return history.news([SYSTEM, ...talk], own);
    },
  };
}

describe("the vendor", () => {
  it("is told of the greeting once, and never what it said itself", () => {
    const { say } = conversation();
    const first = say("", agent("Hello!"), user("Open today?"));
    expect([told(first), first.words]).toEqual([["model: Hello!"], "Open today?"]);
    const second = say("Until noon.", agent("Until noon."), user("Thanks."));
    expect([told(second), second.words]).toEqual([[], "Thanks."]);
  });

  it("is told what others added to its words, wherever they stand now", () => {
    const { say, talk, history } = conversation();
    say("", user("Open today?"));
    expect(told(say("Until noon.", agent("Until noon. Are you there?"), user("Yes.")))).toEqual([
      "model: Are you there?",
    ]);
    say("Fine.", agent("Fine."));
    talk[talk.length - 1] = agent("Fine. Anything else?");
    expect(told(history.news([SYSTEM, ...talk, user("No.")], ""))).toEqual(["model: Anything else?"]);
  });

  it("is told what another model answered in its place, and what the caller had asked", () => {
    const { say } = conversation();
    say("", user("Open today?"));
    const news = say("We regret that", agent("Until noon."), user("And Sunday?"), agent("Closed."), user("Thanks."));
    expect(told(news)).toEqual(["model: Until noon.", "user: And Sunday?", "model: Closed."]);
  });

  it("is given the words again where the same turn is asked for anew", () => {
    const { say, talk } = conversation();
    say("", user(""));
    talk.pop();
    const again = say("", user("Open today?"));
    expect([told(again), again.words]).toEqual([[], "Open today?"]);
  });

  it("gets a result by its call's id, an object whatever the tool said", () => {
    const { say, history } = conversation();
    say("", user("Book it."));
    history.called([BOOK]);
    expect(history.hasOpenCalls).toBe(true);
    const news = say("", booking, tool("c1", '{"ok":true}'));
    expect(news).toEqual({
      turns: [],
      words: null,
      results: [{ id: "c1", name: "book", response: { output: { ok: true } } }],
    });
    expect(history.hasOpenCalls).toBe(false);
    expect(told(say("", tool("c1", "again")))).toEqual(["user: [Result of a tool: again]"]);
  });

  it("reads the result of a call that it had called off: the tool ran all the same", () => {
    const { say, history } = conversation();
    say("", user("Book it."));
    history.called([BOOK]);
    history.cancelled(["c1", "c9"]);
    const news = say("", booking, tool("c1", "booked"), user("Wait."));
    expect([news.results, told(news), news.words]).toEqual([[], ["user: [Result of book: booked]"], "Wait."]);
  });

  it("reads the calls that another model made", () => {
    const { say } = conversation();
    say("", user("Book it."));
    const news = say("", booking, tool("c1", "booked"), agent("Done."), user("Thanks."));
    expect(told(news)).toEqual(["model: [Called book with {}]", "user: [Result of a tool: booked]", "model: Done."]);
  });

  it("reads instructions that came to differ, once, and those of one answer each time", () => {
    const history = new LiveHistory("Call {{name}}.");
    const news = (system: string) => told(history.news([{ role: "system", content: system }, user("Hi")], ""));
    expect(news("Call Ann.")).toEqual(["user: [Your instructions, with their values: Call Ann.]"]);
    expect(news("Call Ann.")).toEqual([]);
    expect(news("Call Ann.\n\nGo on.")).toEqual(["user: [Go on.]"]);
    expect(news("Call Ann.")).toEqual([]);
  });

  it("is told again what it has forgotten", () => {
    const { say, history } = conversation();
    say("", user("I am Ann."));
    const { snapshot } = history;
    say("Hello Ann.", agent("Hello Ann."), user("Open today?"));
    history.restore(snapshot);
    expect(told(say("", agent("Until noon."), user("Thanks.")))).toEqual([
      "model: Hello Ann.",
      "user: Open today?",
      "model: Until noon.",
    ]);
  });
});

describe("its own words", () => {
  it.each([
    ["Of course, on Tuesday.", "Of course, on Tuesday.", ""],
    ["Of course", "Of course, on Tuesday.", ""],
    ["of course, on Tuesday. Bye!", "Of course, on Tuesday.", "Bye!"],
    ["Of course, on Monday.", "Of course, on Tuesday.", "Monday."],
    ["Of late we close.", "Of course, on Tuesday.", "Of late we close."],
    ["Hello", "", "Hello"],
    ["", "Hello", ""],
  ])("in %j, having said %j, leave %j", (heard, own, rest) => expect(restOfOwn(heard, own)).toBe(rest));
});
