/** For an address that leads nowhere. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Empty title={t("shell.notFound.title")}>
      <p>{t("shell.notFound.text")}</p>
      <Link to="/" className={buttonClass()}>
        {t("shell.notFound.home")}
      </Link>
    </Empty>
  );
}
