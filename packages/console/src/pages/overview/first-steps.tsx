/** Before the first call: three things that can be done now. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Command } from "../../ui/command.tsx";

export function FirstSteps() {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className="mb-2.5">{t("overview.first.title")}</h2>
      <Card>
        <ol>
          <Step number={1} title={t("overview.first.call")} text={t("overview.first.callText")}>
            <Command>npx --no offhook call "I'd like to book an appointment for tomorrow at ten"</Command>
          </Step>
          <Step number={2} title={t("overview.first.providers")} text={t("overview.first.providersText")}>
            <Link to="/providers" className={buttonClass()}>
              {t("overview.first.openProviders")}
            </Link>
          </Step>
          <Step number={3} title={t("overview.first.test")} text={t("overview.first.testText")}>
            <Link to="/providers" hash="test-calls" className={buttonClass()}>
              {t("overview.first.openTests")}
            </Link>
          </Step>
        </ol>
      </Card>
    </section>
  );
}

interface StepProps {
  number: number;
  title: string;
  text: string;
  children: ReactNode;
}

function Step({ number, title, text, children }: StepProps) {
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-3 border-line border-b px-[18px] py-4 last:border-0">
      <span className="num code pt-px text-text-3">{number}</span>
      <div>
        <p className="font-[560]">{title}</p>
        <p className="mb-2.5 text-text-2">{text}</p>
        {children}
      </div>
    </li>
  );
}
