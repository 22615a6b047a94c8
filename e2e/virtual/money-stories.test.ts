/** What a call costs, counted from its log while it lasts, ends it politely; and prices are read aloud in Russian too. */
import { phrasesOf } from "@offhook/engine/conversation";
import { VirtualClock } from "@offhook/engine/testing";
import { describe, expect } from "vitest";
import { BudgetWatch } from "../../packages/server/src/money/budget-watch.ts";
import { startMeter } from "../../packages/server/src/money/cost-meter.ts";
import { shown } from "../../packages/server/src/money/decimal.ts";
import { priceList } from "../../packages/server/src/money/price-list.ts";
import { deskCall, modelCall, story } from "../stories/story.ts";

const NOTHING = { perDay: 0n, perMonth: 0n };

describe("money", () => {
  story(
    70,
    async () => {
      const { call } = deskCall();
      const told: string[] = [];
      const watch = new BudgetWatch({
        onWarn: ({ spent }) => void told.push(`warned at ${spent.amount}`),
        onReached: ({ spent }) => {
          told.push(`reached at ${spent.amount}`);
          call.tell({ type: "hang-up-requested", because: "budget-reached" });
        },
      });
      watch.know({ assistant: { perCall: "0.0400" }, house: null }, { assistant: NOTHING, house: NOTHING });
      const meter = startMeter({
        ...{ clock: new VirtualClock(), startedAtMs: 0, before: [], prices: () => priceList(), tick: () => {} },
        ...{ save: async () => {}, problem: () => {}, changed: ({ total }) => watch.spent(total) },
      });
      let counted = 0;
      const count = (): void => {
        const items = call.log.slice(counted);
        counted = call.log.length;
        meter.take(items);
      };
      const speaks = (characters: number): void => {
        const what = {
          type: "provider-used",
          part: "voice",
          provider: "deepgram/aura-2-thalia-en",
          reported: false,
        } as const;
        call.tell({ ...what, usage: { characters } });
        count();
      };
      await call.agentFinishes();
      speaks(400);
      await call.says("what are your opening hours?");
      await call.until(() => call.line.busy, 3_000);
      speaks(700);
      expect(told).toEqual(["warned at 0.0330"]);
      speaks(300);
      await call.until(() => call.ended !== null, 60_000);
      meter.stop();
      expect(told).toEqual(["warned at 0.0330", "reached at 0.0420"]);
      expect(shown(meter.current().total)).toBe("0.0420");
      expect(call.ended).toBe("budget-reached");
      expect(call.heard).toMatch(/half an hour before we close.*Goodbye!$/s);
      expect(call.line.played.every((one) => !one.cut)).toBe(true);
      call.verifyReplay();
    },
    "by its own costs",
  );

  story(
    28,
    async () => {
      const call = modelCall(() => ({ text: "С вас **1 250,50 €**, ждём вас 3.11.2026 в 14:05." }), {
        ...{ language: "ru", phrases: phrasesOf("ru"), firstMessage: "Здравствуйте.", disclosure: null },
      });
      await call.answers("Сколько это стоит?");
      expect(call.heard).toContain(
        "С вас тысяча двести пятьдесят евро пятьдесят центов, ждём вас третьего ноября две тысячи двадцать шестого года в четырнадцать ноль пять.",
      );
      call.verifyReplay();
    },
    "in Russian",
  );
});
