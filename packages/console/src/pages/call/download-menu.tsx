/** What of a call can be taken along. */
import type { Call, Turn } from "@offhook/api-client";
import { DropdownMenu } from "radix-ui";
import { useTranslation } from "react-i18next";
import type { CallLog } from "../../data/use-call-log.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { MenuItem, MenuSheet } from "../../ui/menu.tsx";
import { logLines, transcriptText } from "./as-files.ts";
import { recordingPath } from "./use-recording.tsx";

interface DownloadMenuProps {
  call: Call;
  turns: readonly Turn[];
  log: CallLog;
  assistantName: string | null;
}

export function DownloadMenu({ call, turns, log, assistantName }: DownloadMenuProps) {
  const { t } = useTranslation();
  const names = {
    agent: assistantName ?? t("call.transcript.agent"),
    caller: t("call.transcript.caller"),
    operator: t("call.transcript.operator"),
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={buttonClass()}>{t("call.download.title")}</DropdownMenu.Trigger>
      <MenuSheet>
        {call.recording === "ready" && (
          <MenuItem onSelect={() => save(`${call.id}.wav`, recordingPath(call.id))}>
            {t("call.download.recording")}
          </MenuItem>
        )}
        <MenuItem onSelect={() => saveText(`${call.id}.txt`, transcriptText(turns, names), "text/plain")}>
          {t("call.download.text")}
        </MenuItem>
        <MenuItem
          onSelect={() => saveText(`${call.id}.json`, JSON.stringify({ call, turns }, null, 2), "application/json")}
        >
          {t("call.download.json")}
        </MenuItem>
        {log.complete && !log.fault && (
          <MenuItem onSelect={() => saveText(`${call.id}.jsonl`, logLines(log.items), "application/jsonl")}>
            {t("call.download.log")}
          </MenuItem>
        )}
      </MenuSheet>
    </DropdownMenu.Root>
  );
}

function save(name: string, address: string): void {
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
}

function saveText(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  save(name, address);
  URL.revokeObjectURL(address);
}
