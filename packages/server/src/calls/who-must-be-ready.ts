/** The assistants that answer now, and which embedded speech stands in their lists. */
import { type AssistantDefinition, completed, type ProviderChoice } from "@offhook/engine/conversation";
import { type AssistantVersion, answeringAssistant, defaultAssistant } from "../store/assistants.ts";
import { listPhoneNumbers } from "../store/phone-numbers.ts";
import type { Store } from "../store/store.ts";

export interface ReadyAssistant {
  /** Changes with each published version. */
  key: string;
  definition: AssistantDefinition;
}

/** Those of the connected numbers; without any, the one that calls of the command line and the browser reach. */
export async function whoMustBeReady(store: Store): Promise<ReadyAssistant[]> {
  const numbers = await listPhoneNumbers(store);
  const bound = numbers.flatMap(({ assistantId, afterHoursAssistantId }) => [
    assistantId,
    ...(afterHoursAssistantId === null ? [] : [afterHoursAssistantId]),
  ]);
  const ids = new Set(bound.length === 0 ? [null] : bound);
  const versions = await Promise.all(
    [...ids].map(async (id) => (id && (await answeringAssistant(store, id))) || (await defaultAssistant(store))),
  );
  const found = new Map(versions.flatMap((version) => (version ? [[keyOf(version), version]] : [])));
  return [...found].map(([key, { definition }]) => ({ key, definition: completed(definition) as AssistantDefinition }));
}

const keyOf = ({ id, version }: AssistantVersion): string => `${id}@${version}`;

/**
 * A house whose assistants hear and speak by vendors alone keeps the memory. A fallback counts: one that loads only when it
 * is needed comes too late for the caller.
 */
export function speechInUse(ready: readonly ReadyAssistant[]): { transcriber: boolean; voice: boolean } {
  const uses = (kind: "transcriber" | "voice"): boolean =>
    ready.some(({ definition }) => definition[kind].some(({ provider }: ProviderChoice) => provider === "embedded"));
  return { transcriber: uses("transcriber"), voice: uses("voice") };
}
