/** A part of a call, and the trouble that may come over it. */
import type { ServedTwin } from "@offhook/twin-kit";
import { type Break, type Moment, troubledLine } from "./troubled-line.ts";

export interface Stand<Part> {
  part: Part;
  arm(): void;
  /** By `performance.now()`; null: not yet. */
  brokeAtMs(): number | null;
  close(): Promise<void>;
}

/** Whose part is in what trouble; null: healthy. */
export type Trouble = { trouble: Break; moment: Moment } | null;

export interface RealVendor<Part> {
  /** In the ids of its calls; empty: the first of its kind. */
  word: string;
  stand(seed: number, trouble: Trouble): Promise<Stand<Part>>;
}

/** A vendor's adapter (`make`) on the twin that is served, with a line in between if there is trouble. */
export const overSockets = <Part>(
  word: string,
  serve: (seed: number) => Promise<ServedTwin>,
  make: (baseUrl: string) => Part,
): RealVendor<Part> => ({
  word,
  async stand(seed, trouble) {
    const twin = await serve(seed);
    const line = trouble ? await troubledLine(twin.baseUrl, trouble.trouble, trouble.moment) : null;
    const baseUrl = line ? line.baseUrl + new URL(twin.baseUrl).pathname.replace(/\/$/, "") : twin.baseUrl;
    return {
      part: make(baseUrl),
      arm: () => line?.arm(),
      brokeAtMs: () => line?.brokeAtMs ?? null,
      async close() {
        await line?.close();
        await twin.close();
      },
    };
  },
});
