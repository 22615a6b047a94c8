/** An owner changes a template's dialogue by keyboard: adds a node, sees what is wrong, puts it right, undoes, and finds it saved. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, type Look, openHouse, seemly } from "./house.ts";

const path = browserPath();
const SOON = { timeout: 10_000 };

interface StoredFlow {
  id: string;
  start: string;
  nodes: Record<string, { type: string; text?: string; onFailed?: string; next?: { otherwise: string | null } }>;
}

describe.skipIf(path === null)("an owner at a flow", () => {
  let house: House;
  let page: Page;
  let id: string;
  const problems: string[] = [];

  const api: House["api"] = (...asked) => house.api(...asked);
  const stored = async (flow: string): Promise<StoredFlow | undefined> =>
    (await api<{ flow?: StoredFlow[] }>("GET", `/v1/assistants/${id}`)).flow?.find((one) => one.id === flow);
  const storedSoon = (look: (flow: StoredFlow | undefined) => unknown, flow = "booking") =>
    expect.poll(async () => look(await stored(flow)), SOON);

  const signIn = async (look: Look): Promise<Page> => {
    const first = await house.signIn(look);
    first.on("pageerror", ({ message }) => problems.push(message));
    return first;
  };
  const open = async (on: Page, flow: string): Promise<void> => {
    await on.goto(`${house.address}/assistants/${id}?tab=flow`);
    await on.locator("#panel-flow button[aria-pressed]", { hasText: new RegExp(`^${flow}`) }).click();
    await on.locator("[data-node]").first().waitFor();
  };
  const node = (name: string) => page.locator(`[data-node="${name}"]`);
  const form = (name: string) => page.getByRole("region", { name: `The node “${name}”` });
  const focused = () =>
    page.evaluate<string>("document.activeElement?.dataset.node ?? document.activeElement?.tagName");

  beforeAll(async () => {
    house = await openHouse(path ?? "");
    const made = { name: "Riverside Dental", templateId: "appointment-booking" };
    id = (await api<{ id: string }>("POST", "/v1/assistants", made)).id;
    page = await signIn({ width: 1280, language: "en", theme: "light" });
    await open(page, "booking");
  }, 90_000);
  afterAll(async () => {
    await house?.end();
  }, 30_000);

  it("walks the drawing by arrow keys, into the form and back", async () => {
    await page.getByText("Nothing keeps it from running.").waitFor();
    await node("day").focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused).toBe("time");
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused).toBe("find");
    expect(await node("find").textContent()).toContain("leads to name, offer, fullDay, calendarSilent");
    await page.keyboard.press("ArrowUp");
    await expect.poll(focused).toBe("time");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("TEXTAREA");
    await page.keyboard.press("Escape");
    await expect.poll(focused).toBe("time");
  }, 60_000);

  it("adds a node by keyboard, which goes between two", async () => {
    await node("day").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.getByRole("menuitem", { name: /^Say/ }).waitFor();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await form("say").waitFor();
    await expect.poll(focused).toBe("TEXTAREA");
    await page.keyboard.type("Thank you.");
    await storedSoon((flow) => [flow?.nodes.day?.next?.otherwise, flow?.nodes.say]).toEqual([
      "say",
      { type: "say", text: "Thank you.", next: { otherwise: "time" } },
    ]);
  }, 60_000);

  it("sees a problem appear, and disappear once everything is connected", async () => {
    await node("done").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.getByRole("menuitem", { name: /^End the call/ }).waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await form("end").waitFor();
    // It has gone behind "done", which led back: that is no problem. Taken from there, nothing leads to it.
    await storedSoon((flow) => flow?.nodes.done?.next?.otherwise).toBe("end");
    await node("done").click();
    await form("done").getByLabel("Then", { exact: true }).selectOption("");
    const problem = page.getByRole("button", { name: "Nothing leads to “end”." });
    await problem.waitFor();
    expect(await node("end").getAttribute("class")).toContain("border-dashed");
    await seemly(page, "flow-story");
    await problem.click();
    await form("end").waitFor();
    await node("unsure").click();
    await form("unsure").getByLabel("Then", { exact: true }).selectOption("end");
    await problem.waitFor({ state: "detached" });
    await page.getByText("Nothing keeps it from running.").waitFor();
    await storedSoon((flow) => flow?.nodes.unsure?.next?.otherwise).toBe("end");
  }, 60_000);

  it("renames a node with all that leads to it, and refuses a name that is taken", async () => {
    await node("find").click();
    const name = form("find").getByLabel("Name", { exact: true });
    await name.fill("time");
    await form("find").getByText("that no other node has").waitFor();
    await name.fill("lookUp");
    await name.press("Enter");
    await form("lookUp").waitFor();
    await storedSoon((flow) => [flow?.nodes.time?.next?.otherwise, flow?.nodes.find]).toEqual(["lookUp", undefined]);
  }, 60_000);

  it("keeps what cannot be saved in its field, and says what is missing", async () => {
    await node("time").click();
    const slot = form("time").getByLabel("Kept as");
    await slot.fill("");
    await slot.press("Enter");
    await form("time").getByText("Until then the old name stays.").waitFor();
    await form("time").getByLabel("Kind of answer").selectOption("digits");
    const most = form("time").getByLabel("Most digits");
    await most.fill("99");
    await form("time").getByText("A whole number from 1 to 64.").waitFor();
    type Asked = { slot?: string; spec?: object } | undefined;
    await storedSoon((flow) => (flow?.nodes.time as Asked)?.spec).toEqual({ kind: "digits" });
    expect(((await stored("booking"))?.nodes.time as Asked)?.slot).toBe("time");
    await most.fill("4");
    await storedSoon((flow) => (flow?.nodes.time as Asked)?.spec).toEqual({ kind: "digits", maxLength: 4 });
    await slot.fill("hour");
    await slot.press("Enter");
    type Run = { args?: Record<string, string> } | undefined;
    await storedSoon((flow) => (flow?.nodes.lookUp as Run)?.args).toEqual({ day: "day", time: "hour" });
    await page.getByText("Nothing keeps it from running.").waitFor();
    for (const _ of ["the slot", "the bound", "the kind"]) await page.getByRole("button", { name: "Undo" }).click();
    await storedSoon((flow) => (flow?.nodes.time as Asked)?.spec).toEqual({ kind: "time" });
    expect(await page.getByRole("alert").count()).toBe(0);
  }, 60_000);

  it("removes a node and takes it back, again and again", async () => {
    await node("time").focus();
    await page.keyboard.press("Delete");
    await node("time").waitFor({ state: "detached" });
    await storedSoon((flow) => flow?.nodes.say?.next?.otherwise).toBe("lookUp");
    await page
      .getByRole("button", { name: /reads “time”, and nothing fills it/ })
      .first()
      .waitFor();
    await page.keyboard.press("Control+z");
    await node("time").waitFor();
    await page.keyboard.press("Control+Shift+z");
    await node("time").waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await node("time").waitFor();
    await storedSoon((flow) => flow?.nodes.say?.next?.otherwise).toBe("time");
    await page.getByText("Nothing keeps it from running.").waitFor();
  }, 60_000);

  it("finds after a reload what was saved", async () => {
    await open(page, "booking");
    await node("say").click();
    expect(await form("say").getByLabel("What it says").inputValue()).toBe("Thank you.");
    expect(await page.locator('[data-node="lookUp"]').count()).toBe(1);
    await page.getByText("As a list").click();
    await page.getByRole("listitem").filter({ hasText: "otherwise → fullDay" }).first().waitFor();
  }, 60_000);

  it("uses the whole window, and gives it back", async () => {
    await page.locator("#panel-flow button[aria-pressed]", { hasText: /^desk/ }).click();
    await node("floor").click();
    const beyond = () => form("floor").evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth);
    expect(await beyond()).toBe(0);
    await page.getByRole("button", { name: "Whole window" }).click();
    await page.getByRole("button", { name: "Show all of it" }).click();
    await seemly(page, "flow-story");
    expect(await beyond()).toBe(0);
    await page.getByRole("tab", { name: "Prompt" }).waitFor({ state: "attached" });
    expect(await page.getByRole("tablist").evaluate((row) => row.closest("[inert]") !== null)).toBe(true);
    await page.getByRole("button", { name: "Back to the page" }).click();
    expect(await page.getByRole("tablist").evaluate((row) => row.closest("[inert]") === null)).toBe(true);
  }, 60_000);

  it("reads there too that something was refused, and goes on from what another has made of it", async () => {
    await page.getByRole("button", { name: "Whole window" }).click();
    const { etag } = await api<{ etag: string }>("GET", `/v1/assistants/${id}`);
    const theirs = { name: "Riverside Dental Care" };
    const saved = await api<{ name: string }>("PATCH", `/v1/assistants/${id}`, theirs, { "if-match": etag });
    expect(saved.name).toBe(theirs.name);
    await form("floor").getByLabel("What it says").fill("Ours.");
    const refused = page.getByRole("alert").filter({ hasText: "Somebody else has changed this assistant." });
    // The page's own stands behind the window, where nobody reads it.
    await refused.last().waitFor();
    await page.getByRole("button", { name: "Take theirs" }).last().click();
    await refused.first().waitFor({ state: "detached" });
    await form("floor").getByLabel("What it says").fill("What can I do for you?");
    await storedSoon((flow) => flow?.nodes.floor?.text, "desk").toBe("What can I do for you?");
    await page.getByRole("button", { name: "Back to the page" }).click();
    await page.getByRole("heading", { name: "Riverside Dental Care" }).waitFor();
  }, 60_000);

  it("adds a flow, renames it, leads into it, and sees what is lost when it goes", async () => {
    await page.getByRole("button", { name: "Add a flow" }).click();
    await page.getByText("This flow", { exact: true }).click();
    const name = page.getByLabel("Name of the flow");
    await name.fill("thanks");
    await name.press("Enter");
    await storedSoon((flow) => flow?.start, "thanks").toBe("say");
    await page.locator("#panel-flow button[aria-pressed]", { hasText: /^message/ }).click();
    await node("caller").click();
    await form("caller").getByLabel("Flow", { exact: true }).selectOption("thanks");
    await page.locator("#panel-flow button[aria-pressed]", { hasText: /^thanks/ }).click();
    await page.getByText("This flow", { exact: true }).click();
    await page.getByRole("button", { name: "Remove this flow" }).click();
    await page.locator("#panel-flow button[aria-pressed]", { hasText: /^message/ }).click();
    await page
      .getByRole("button", { name: "“caller” leads to the flow “thanks”, which does not exist." })
      .waitFor(SOON);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await storedSoon((flow) => (flow?.nodes.caller as { flow?: string } | undefined)?.flow, "message").toBe("caller");
  }, 60_000);

  it("begins an assistant's first flow, on a telephone, in Russian", async () => {
    const blank = (await api<{ id: string }>("POST", "/v1/assistants", { name: "Blank", language: "ru" })).id;
    const phone = await signIn({ width: 390, language: "ru", theme: "dark" });
    await phone.goto(`${house.address}/assistants/${blank}?tab=flow`);
    await phone.getByText("Сценарий — это разговор").waitFor();
    await seemly(phone, "flow-story");
    await phone.getByRole("button", { name: "Начать с вопроса" }).click();
    await phone.getByText("Ничто не мешает ему работать.").waitFor();
    await seemly(phone, "flow-story");
    const read = () => api<{ flow?: StoredFlow[]; problems: string[] }>("GET", `/v1/assistants/${blank}`);
    await expect
      .poll(async () => (await read()).flow?.[0]?.nodes.question?.text, SOON)
      .toBe("По какому вопросу вы звоните?");
    expect((await read()).problems).toEqual([]);
    await phone.getByText("Этот сценарий", { exact: true }).click();
    await phone.getByRole("button", { name: "Убрать этот сценарий" }).click();
    await expect.poll(async () => (await read()).flow ?? [], SOON).toEqual([]);
    await phone.getByRole("button", { name: "Отменить" }).click();
    await expect.poll(async () => (await read()).flow?.length, SOON).toBe(1);
    await phone.context().close();
  }, 60_000);

  it("is told in Russian why an assistant cannot be published, and leaves it by what was said", async () => {
    const flow = [{ id: "desk", start: "hello", nodes: { hello: { type: "end", text: "{{colour}}" } } }];
    const made = { name: "Broken", language: "ru", flow, tools: ["teleport"] };
    const broken = (await api<{ id: string }>("POST", "/v1/assistants", made)).id;
    const desk = await signIn({ width: 1280, language: "ru", theme: "light" });
    await desk.goto(`${house.address}/assistants/${broken}`);
    await desk.getByText("Пока он не может принимать звонки").waitFor();
    await desk.getByRole("button", { name: "Опубликовать…" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByRole("button", { name: "Опубликовать", exact: true }).click();
    await dialog.getByText("Сценарий «desk»: «hello» читает «colour», а заполнить это нечем.").waitFor();
    await dialog.getByText("Инструмента «teleport» нет.").waitFor();
    expect(await dialog.getByRole("alert").textContent()).not.toMatch(/there is no|reads/);
    await seemly(desk, "flow-story");
    await desk.context().close();
  }, 60_000);

  it("meets no error on the way", () => {
    expect(problems).toEqual([]);
  });
});
