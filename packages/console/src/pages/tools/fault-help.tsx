/** Why a tool did not work, in words for its maker, and what to do about it. */
import { useTranslation } from "react-i18next";
import { Command } from "../../ui/command.tsx";
import { privateHost } from "./run-record.ts";

const KNOWN = [
  "tool-argument-missing",
  "tool-argument-refused",
  "tool-secret-missing",
  "tool-address-refused",
  "tool-redirect-refused",
  "tool-unreachable",
  "tool-overdue",
  "tool-answer-too-large",
  "tool-answer-not-json",
  "tool-refused",
  "tool-failed",
] as const;

interface FaultHelpProps {
  code: string;
  message: string;
}

export function FaultHelp({ code, message }: FaultHelpProps) {
  const { t } = useTranslation();
  const known = KNOWN.find((one) => one === code);
  const host = privateHost(message);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-s border border-danger/30 bg-danger-soft px-3 py-2">
      <p className="wrap-anywhere">
        <span className="code text-danger text-s">{code}</span>
        <br />
        {message}
      </p>
      {known && <p className="text-s">{t(`tools.faults.${known}`)}</p>}
      {known === "tool-address-refused" && host && (
        <div>
          <Command>{`OFFHOOK_TOOL_HOSTS=${host} npm start`}</Command>
        </div>
      )}
    </div>
  );
}
