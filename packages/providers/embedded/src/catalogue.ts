/** The embedded speech, as data. Figures are those of docs/embedded-speech.md. Imports nothing: reading it loads no model. */

const FREE = { source: "runs on this machine", asOf: "2026-11-22" } as const;
const free = (unit: "second" | "character") => ({ unit, amount: "0", per: 1, currency: "USD" as const, ...FREE });
const MEASURED = { source: "docs/embedded-speech.md", asOf: "2026-11-22" } as const;
const COMMON = { languages: ["en"], formats: ["mulaw/8000"], endOfLife: null, successor: null, ...FREE } as const;

const voice = (id: string, name: string, p50: number, p95: number) => ({
  ...{ id, name, kind: "voice" as const, ...COMMON },
  prices: [free("character")],
  publishedLatencyMs: { p50, p95, ...MEASURED },
});

export const EMBEDDED_CATALOGUE = {
  provider: "embedded",
  name: "Embedded",
  keyName: null,
  baseUrlName: null,
  baseUrl: null,
  defaults: { transcriber: "moonshine-tiny", voice: "slt" },
  models: [
    {
      ...{ id: "moonshine-tiny", name: "Moonshine Tiny and grammars", kind: "transcriber" as const, ...COMMON },
      prices: [free("second")],
      publishedLatencyMs: { p50: 61, p95: 118, ...MEASURED },
    },
    // For voices, `p95` is the slowest that was measured.
    voice("slt", "Flite slt", 56, 78),
    voice("rms", "Flite rms", 48, 58),
    voice("kal16", "Flite kal16", 16, 24),
  ],
};
