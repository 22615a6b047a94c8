/** In Russian every refusal of the API is Russian; what has a value in it still tells it; in English the server speaks. */
import { beforeEach, describe, expect, it } from "vitest";
import { ERRORS, type ErrorCode, OffhookError } from "../../../server/src/errors.ts";
import { START_ERRORS } from "../../../server/src/start-errors.ts";
import { fixesForPeople } from "../locales/en/fixes-for-people.ts";
import { changeLanguage, startLanguages } from "../locales/i18n.ts";
import { serverFaults } from "../locales/ru/faults.ts";
import { Refusal } from "./api.ts";
import { localizedFault } from "./localized-fault.ts";

beforeEach(() => startLanguages("ru", "ru"));

const answered = (code: ErrorCode, words: Record<string, string | number> = {}) => {
  const refused = new OffhookError(code, words);
  return { ...refused.toBody().error, status: refused.status };
};
const apiCodes = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => !(code in START_ERRORS));
const isRussian = (text: string) => /^[А-ЯЁ«]|^(Twilio|Auth)\b.*[а-яё]/.test(text);

describe("a refusal in Russian", () => {
  it.each(apiCodes)("%s has its words", (code) => {
    const { message, fix } = localizedFault(answered(code));
    expect(isRussian(message), message).toBe(true);
    // Only Twilio's own advice comes filled in by the server.
    if (ERRORS[code].fix !== "{fix}") expect(isRussian(fix), fix).toBe(true);
  });

  it("has words for nothing that the API does not say", () => {
    expect(Object.keys(serverFaults).filter((code) => !apiCodes.includes(code as ErrorCode))).toEqual([]);
  });

  it("shows the server's words wherever they hold what is wrong", () => {
    const wrong = localizedFault(answered("invalid-field", { problem: "name: Too big." }));
    expect(wrong.message).toBe("Поле заполнено неверно. Ответ сервера: name: Too big.");
    const large = localizedFault(answered("body-too-large", { limitBytes: 1_048_576 }));
    expect(large.message).toContain("1048576");
    const twilio = localizedFault(answered("twilio-refused", { number: 21421, says: "No", fix: "Another number" }));
    expect([twilio.message, twilio.fix]).toEqual([
      expect.stringContaining("Twilio says (21421): No"),
      "Another number",
    ]);
    // A sentence that is nothing but its value must not be lost.
    const bare = apiCodes.filter((code) => /^\{\w+\}$/.test(ERRORS[code].says));
    expect(bare.filter((code) => serverFaults[code]?.detail !== "message")).toEqual([]);
  });

  it("reaches a page as the error of its query, and keeps code and status", () => {
    const { fault } = new Refusal(answered("unknown-call", { id: "call_1" }));
    expect(fault).toMatchObject({ code: "unknown-call", status: 404, message: "Такого звонка нет." });
    expect(new Refusal({ code: "unreachable", message: "", fix: "", status: 0 }).fault.message).toBe(
      "Сервер не отвечает.",
    );
  });

  it("is the server's own for a code that nobody has translated", () => {
    const fault = { code: "of-tomorrow", message: "Something new.", fix: "Do that.", status: 409 };
    expect(localizedFault(fault)).toEqual(fault);
  });
});

describe("in English", () => {
  beforeEach(() => changeLanguage("en", "en"));

  it("the server speaks for itself", () => {
    const fault = answered("not-allowed", { needed: "owner", role: "viewer" });
    expect(localizedFault(fault)).toEqual(fault);
  });

  it.each(apiCodes)("%s gives nobody at the console a line for a program", (code) => {
    const { message, fix } = localizedFault(answered(code));
    expect(fix).not.toMatch(
      /\/v1\/|\b(GET|POST|PUT|PATCH|DELETE)\b|\b(If-Match|Content-Type|Authorization|header|method)\b|bytes=/,
    );
    // A console has no keys: it says how one signs in.
    if (code !== "unauthenticated") expect(message).toBe(answered(code).message);
  });

  it("there are words for nothing that the API does not say", () => {
    expect(Object.keys(fixesForPeople).filter((code) => !apiCodes.includes(code as ErrorCode))).toEqual([]);
  });
});
