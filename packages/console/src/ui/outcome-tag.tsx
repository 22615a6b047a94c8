/** How a call ended, or that it has not. */
import type { Call } from "@offhook/api-client";
import { useWords } from "../locales/use-words.ts";
import { Dot } from "./dot.tsx";
import { outcomeTone } from "./outcome-tone.ts";
import { Tag } from "./tag.tsx";

export function OutcomeTag({ call }: { call: Call }) {
  const word = useWords();
  if (call.status !== "ended")
    return (
      <Tag tone="good">
        <Dot pulsing />
        {word("status", call.status)}
      </Tag>
    );
  if (!call.endedReason) return <Tag>{word("status", "ended")}</Tag>;
  return <Tag tone={outcomeTone(call.endedReason)}>{word("endedReason", call.endedReason)}</Tag>;
}
