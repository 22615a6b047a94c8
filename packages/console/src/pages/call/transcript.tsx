/** What was said, in step with the sound: a press on a turn goes there. */
import type { Turn } from "@offhook/api-client";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../../ui/empty.tsx";
import type { ToolCall } from "./tool-calls.ts";
import { TurnRow } from "./turn-row.tsx";

interface TranscriptProps {
  turns: readonly Turn[];
  tools: ReadonlyMap<string, ToolCall[]>;
  current: Turn | null;
  playing: boolean;
  onSeek: (atMs: number) => void;
}

/** Drawn anew when another turn is the current one, not with every moment. */
export const Transcript = memo(function Transcript({ turns, tools, current, playing, onSeek }: TranscriptProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (playing && current)
      list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [playing, current]);
  if (turns.length === 0) return <Empty title={t("call.transcript.empty")} />;
  return (
    <ol ref={list}>
      {turns.map((turn) => (
        <TurnRow
          key={turn.id}
          turn={turn}
          turns={turns}
          tools={tools.get(turn.id) ?? []}
          current={turn === current}
          onSeek={() => onSeek(turn.startMs)}
        />
      ))}
    </ol>
  );
});
