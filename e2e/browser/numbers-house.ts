/**
 * What the stories about phone numbers live in: a Twilio of their own, a server that asks it, a browser, and people of
 * each role who sign in.
 */
import { TwilioTwin } from "@offhook/twin-twilio";
import type { Page } from "@playwright/test";
import { openHouse, picture as pictureOf, seemly } from "./house.ts";

export const SOON = { timeout: 15_000 };
/** Where the account's numbers lead before they are ours. */
export const THEIRS = "https://theirs.example/answer";

interface Look {
  language: "en" | "ru";
  theme: "light" | "dark";
  width: 1280 | 390;
}
const ALL_LOOKS: Look[] = (["en", "ru"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) => ([1280, 390] as const).map((width) => ({ language, theme, width }))),
);
/** All of them for pictures; else the two that differ in everything. */
export const LOOKS = process.env.SCREENSHOTS
  ? ALL_LOOKS
  : ALL_LOOKS.filter((look) => /^en,light,1280|^ru,dark,390/.test(Object.values(look).join()));

export type NumbersHouse = Awaited<ReturnType<typeof openNumbersHouse>>;

/** `owned`: what the account has, leading elsewhere. There is one assistant, Riverside, published. */
export async function openNumbersHouse(browserPath: string, owned: readonly string[]) {
  const twin = new TwilioTwin({ keepsAudio: false });
  for (const number of owned) twin.addNumber(number, { VoiceUrl: THEIRS });
  const house = await openHouse(browserPath, { TWILIO_BASE_URL: await twin.listen() });
  const made = { name: "Riverside", firstMessage: "Hello, this is an automated assistant." };
  const { id: assistantId } = await house.api<{ id: string }>("POST", "/v1/assistants", made);
  await house.api("POST", `/v1/assistants/${assistantId}/publish`);
  const signInAs = async (role: "viewer" | "editor"): Promise<Page> => {
    const body = { email: `${role}@clinic.example`, name: role, role };
    const { path: link } = await house.api<{ path: string }>("POST", "/v1/members", body);
    return house.enter(await house.browser.newContext({ viewport: { width: 1280, height: 860 } }), link);
  };
  const end = async (): Promise<void> => {
    await house.end();
    await twin.close();
  };
  return { ...house, twin, assistantId, signInAs, end };
}

/** Where a story stands, for those who look at the pictures. */
export const picture = (page: Page, name: string): Promise<void> => pictureOf(page, `numbers-story-${name}`);

export const see = (page: Page, name: string, look: Look): Promise<void> =>
  seemly(page, `numbers-${name}-${look.language}-${look.theme}-${look.width}`);
