import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assistant, SettingsEdit } from "./assistants.ts";
import { type DraftHistory, NOTHING_DONE, noted, redone, sameSettings, undone } from "./draft-history.ts";

/** A draft under somebody's hands. */
class Desk {
  settings: SettingsEdit;
  history: DraftHistory = NOTHING_DONE;
  nowMs = 0;
  constructor(settings: SettingsEdit) {
    this.settings = settings;
  }
  edit(change: SettingsEdit, afterMs = 5_000): void {
    this.nowMs += afterMs;
    this.history = noted(this.history, this.settings, change, this.nowMs);
    this.settings = { ...this.settings, ...change };
  }
  go(way: typeof undone): boolean {
    const gone = way(this.history);
    if (!gone) return false;
    this.history = gone.history;
    this.settings = { ...this.settings, ...gone.edit };
    return true;
  }
}

const START: SettingsEdit = { name: "Desk", firstMessage: "Hello." };

describe("what was done to a draft", () => {
  it("is undone a step at a time, and done again", () => {
    const desk = new Desk(START);
    desk.edit({ firstMessage: "Good day." });
    desk.edit({ language: "ru" });
    expect(desk.go(undone)).toBe(true);
    expect(desk.settings).toEqual({ ...START, firstMessage: "Good day.", language: undefined });
    desk.go(undone);
    expect(desk.settings.firstMessage).toBe("Hello.");
    expect(desk.go(undone)).toBe(false);
    desk.go(redone);
    desk.go(redone);
    expect(desk.settings).toEqual({ name: "Desk", firstMessage: "Good day.", language: "ru" });
    expect(desk.go(redone)).toBe(false);
  });

  it("takes the letters of a word for one step, and the next field, or a pause, for another", () => {
    const desk = new Desk(START);
    for (const firstMessage of ["H", "Hi", "Hi!"]) desk.edit({ firstMessage }, 200);
    desk.edit({ name: "Door" }, 200);
    desk.edit({ name: "Doorman" }, 2_000);
    expect(desk.history.past).toHaveLength(3);
    desk.go(undone);
    desk.go(undone);
    expect(desk.settings).toEqual({ ...START, firstMessage: "Hi!" });
    desk.go(undone);
    expect(desk.settings).toEqual(START);
  });

  it("is another way forward once something else is done", () => {
    const desk = new Desk(START);
    desk.edit({ name: "One" });
    desk.go(undone);
    desk.edit({ name: "Other" });
    expect(desk.go(redone)).toBe(false);
  });

  it("leaves flows to their own history", () => {
    const desk = new Desk(START);
    desk.edit({ flow: [] });
    expect(desk.go(undone)).toBe(false);
  });

  it("comes back whole, whatever was done, as far as it is kept", () => {
    const edit = fc.oneof(
      fc.record({ name: fc.string({ minLength: 1 }) }),
      fc.record({ firstMessage: fc.string(), language: fc.constantFrom("en", "ru") }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(edit, fc.integer({ min: 0, max: 3_000 })), { maxLength: 50 }), (edits) => {
        const desk = new Desk(START);
        for (const [change, afterMs] of edits) desk.edit(change, afterMs);
        const end = { ...desk.settings };
        while (desk.go(undone));
        expect({ ...desk.settings }).toEqual({ ...START, language: undefined });
        while (desk.go(redone));
        expect({ ...desk.settings }).toEqual(end);
      }),
    );
  });
});

it("another's change is told from publishing, which changes no setting", () => {
  const stored = { id: "asst_1", name: "Desk", draft: true, publishedVersion: null, etag: "1", problems: [] };
  const shown = { ...stored, origin: "console", templateId: null, createdAt: "", updatedAt: "" } as Assistant;
  expect(sameSettings(shown, { ...shown, draft: false, publishedVersion: 1, etag: "2", updatedAt: "later" })).toBe(
    true,
  );
  expect(sameSettings(shown, { ...shown, etag: "2", firstMessage: "Theirs." })).toBe(false);
});
