/** Something that is shown now and never again: to be copied. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";

export function ShownOnce({ text, hint }: { text: string; hint: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <div role="status" className="border-line border-t bg-accent-soft px-[18px] py-3">
      <p className="mb-1.5">{hint}</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="code min-w-0 flex-1 basis-60 break-all rounded-s border border-line bg-raised px-3 py-1.5">
          {text}
        </code>
        <Button onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          {t(copied ? "settings.copied" : "settings.copy")}
        </Button>
      </div>
    </div>
  );
}
