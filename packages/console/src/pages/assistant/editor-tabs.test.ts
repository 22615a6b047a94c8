import { expect, it } from "vitest";
import { readTab, TABS, tabAfter } from "./editor-tabs.ts";

it("reads the address, and takes what is no tab for the first", () => {
  expect(readTab({ tab: "limits" })).toEqual({ tab: "limits" });
  expect([readTab({ tab: "prompt" }), readTab({ tab: "__proto__" }), readTab({})]).toEqual([{}, {}, {}]);
});

it("goes round by arrows, and to the ends", () => {
  const last = TABS.at(-1);
  expect(tabAfter("prompt", "ArrowRight")).toBe(TABS[1]);
  expect([tabAfter("prompt", "ArrowLeft"), tabAfter("limits", "End")]).toEqual([last, last]);
  expect([last && tabAfter(last, "ArrowRight"), tabAfter("limits", "Home")]).toEqual(["prompt", "prompt"]);
  expect(tabAfter("prompt", "Enter")).toBeNull();
});
