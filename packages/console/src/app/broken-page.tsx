/** For a fault of ours: the rest of the console stays usable. */
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";

export function BrokenPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Empty title={t("shell.broken.title")}>
      <p>{t("shell.broken.text")}</p>
      <p className="code max-w-full break-words text-text-3">
        {error instanceof Error ? error.message : String(error)}
      </p>
      <Button onClick={() => location.reload()}>{t("shell.broken.again")}</Button>
    </Empty>
  );
}
