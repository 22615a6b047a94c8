import type { Outcome } from "./outcome.ts";

const q = (v: number[], s: number) =>
  [...v].sort((a, b) => a - b)[Math.min(v.length - 1, Math.floor(v.length * s))] ?? Number.NaN;
export function pageOf(outcomes: readonly Outcome[], more: { absent: string[]; tookMs: number }): string {
  const lines: string[] = [JSON.stringify(more)];
  const keys = [...new Set(outcomes.map((o) => `${o.clip.className}|${o.clip.kind}|${o.clip.origin}`))];
  for (const key of keys) {
    const mine = outcomes.filter((o) => `${o.clip.className}|${o.clip.kind}|${o.clip.origin}` === key);
    const n = mine.length;
    const count = (f: (o: Outcome) => boolean) => mine.filter(f).length;
    const clears = mine.flatMap((o) => o.clearMs ?? []);
    const dips = mine.flatMap((o) => o.dipsMs);
    let line = `${key} n=${n} src=${new Set(mine.map((o) => o.clip.sourceId)).size} paused=${clears.length} stopped=${count((o) => o.stopped)} conf=${count((o) => o.confirmed)} gaveUp=${count((o) => o.gaveUp)} clear=${q(clears, 0.5)}/${q(clears, 0.95)} dip=${q(dips, 0.5)}/${q(dips, 0.95)}/${Math.max(...dips, 0)} decision=${Math.max(...mine.map((o) => o.decisionMs ?? 0))}`;
    if (mine[0]?.turn)
      line += ` CUT=${count((o) => o.turn?.cutOff ?? false)} over=${count((o) => o.turn?.heardOver ?? false)} paused>=1=${count((o) => o.clip.pauses.length > 0)} wait=${q(
        mine.flatMap((o) => o.turn?.waitMs ?? []),
        0.5,
      )}/${q(
        mine.flatMap((o) => o.turn?.waitMs ?? []),
        0.95,
      )} never=${count((o) => o.turn?.waitMs === null)} FIXED cut=${count((o) => o.fixed?.cutOff ?? false)} wait=${q(
        mine.flatMap((o) => o.fixed?.waitMs ?? []),
        0.5,
      )}`;
    lines.push(line);
  }
  return lines.join("\n");
}
export function failures(outcomes: readonly Outcome[]): string {
  return outcomes
    .map((o) => {
      const bad =
        o.clip.className === "speech"
          ? !o.gaveUp
          : o.turn
            ? o.turn.cutOff || o.turn.waitMs === null || o.turn.waitMs > 600
            : o.stopped;
      return `${bad ? "BAD" : "ok "} ${o.clip.sourceId} [${o.clip.origin}${o.clip.heldOut ? " held" : ""}] clear=${o.clearMs} "${o.words}" ${o.because} ${o.turn?.because ?? ""} pauses=${o.clip.pauses.map((p) => p.toMs - p.fromMs)} lv=${o.clip.made.levelDb.toFixed(0)}/${o.clip.made.callerDb.toFixed(0)} nz=${o.clip.made.noiseDb.toFixed(0)} dips=${o.dipsMs} vs=${o.voicedShares}`;
    })
    .join("\n");
}
