/** A command for a terminal, to be copied. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

const COPIED_FOR_MS = 1_500;

export function Command({ children }: { children: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  async function copy() {
    // Refused without a secure connection: then the text is there to be marked by hand.
    await navigator.clipboard?.writeText(children).catch(() => undefined);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_FOR_MS);
  }
  return (
    <span className="inline-flex max-w-full items-stretch overflow-hidden rounded-s border border-line bg-raised text-left">
      <code className="code whitespace-pre-wrap break-words px-2.5 py-1.5 text-text">{children}</code>
      <button
        type="button"
        onClick={() => void copy()}
        className="shrink-0 border-line border-l px-2.5 text-s text-text-2 -outline-offset-2 hover:bg-text/5 hover:text-text"
      >
        <span aria-live="polite">{copied ? t("shell.copied") : t("shell.copy")}</span>
      </button>
    </span>
  );
}
