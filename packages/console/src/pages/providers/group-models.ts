/** Models by what they do; those whose end has come go last. Pure. */
import type { ProviderModel } from "@offhook/api-client";

type Kind = ProviderModel["kind"];
const KINDS: readonly Kind[] = ["realtime", "model", "transcriber", "voice"];

export function groupModels(models: readonly ProviderModel[]): [Kind, ProviderModel[]][] {
  return KINDS.flatMap((kind) => {
    const own = models.filter((model) => model.kind === kind);
    const [lasting, ending] = [own.filter(({ endOfLife }) => !endOfLife), own.filter(({ endOfLife }) => endOfLife)];
    return own.length > 0 ? [[kind, [...lasting, ...ending]] as [Kind, ProviderModel[]]] : [];
  });
}

/** `endOfLife` is a day, and the model works through it. */
export function isOver(endOfLife: string | null, nowMs: number): boolean {
  return endOfLife !== null && endOfLife < new Date(nowMs).toISOString().slice(0, 10);
}
