/** Where there are no calls: how there will be one. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { buttonClass } from "./button.tsx";
import { Command } from "./command.tsx";

export function WaysToCall() {
  const { t } = useTranslation();
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Link to="/assistants" className={buttonClass("primary")}>
          {t("shell.waysToCall.talk")}
        </Link>
        <Link to="/phone-numbers" className={buttonClass()}>
          {t("shell.waysToCall.number")}
        </Link>
      </div>
      <p className="text-s">{t("shell.waysToCall.terminal")}</p>
      <Command>npx --no offhook call "hello"</Command>
    </>
  );
}
