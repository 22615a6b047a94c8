/** Looks at the chosen numbers one after the other, then imports them so; each one's result stands for itself. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Refusal } from "../../../data/api.ts";
import { connectNumber, rehearseNumber } from "../../../data/phone-numbers.ts";
import { type ImportRow, type ImportRows, toImport, toLookAt } from "./import-rows.ts";

interface ImportOrder {
  accountSid: string;
  assistantId: string | null;
}

export function useImport({ accountSid, assistantId }: ImportOrder) {
  const queryClient = useQueryClient();
  const [rows, setRows] = useState<ImportRows>({});
  const set = (number: string, row: ImportRow) => setRows((now) => ({ ...now, [number]: row }));
  // One after the other: Twilio takes so many requests at once and no more.
  async function each(
    numbers: readonly string[],
    begun: "looking" | "importing",
    act: (n: string) => Promise<ImportRow>,
  ) {
    for (const number of numbers) {
      set(number, { step: begun });
      set(number, await act(number).catch(failedRow));
    }
  }
  const order = (number: string) => ({ number, accountSid, assistantId });
  return {
    rows,
    look: (chosen: readonly string[]) =>
      each(toLookAt(rows, chosen), "looking", async (number) => ({
        step: "seen",
        seen: await rehearseNumber(order(number)),
      })),
    async importThem(chosen: readonly string[]) {
      await each(toImport(rows, chosen), "importing", async (number) => {
        await connectNumber(order(number));
        return { step: "imported" };
      });
      await queryClient.invalidateQueries({ queryKey: ["phone-numbers"] });
    },
  };
}

function failedRow(error: unknown): ImportRow {
  if (error instanceof Refusal) return { step: "failed", fault: error.fault };
  throw error;
}
