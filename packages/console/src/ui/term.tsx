/** A technical word with its one-line explanation, on demand. */
import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function Term({ word, children }: { word: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const label = typeof word === "string" ? t("shell.explain", { word }) : undefined;
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={label}
        className="inline cursor-help text-left underline decoration-line-strong decoration-dotted underline-offset-[3px] hover:decoration-text-3"
      >
        {word}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-w-72 rounded-card border border-line bg-raised px-3.5 py-2.5 text-s font-normal shadow-raised motion-safe:animate-[appear_120ms]"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
