/** Before the first call: three things that can be done now. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { assistantsQuery } from "../../data/assistants.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Command } from "../../ui/command.tsx";

export function FirstSteps() {
  const { t } = useTranslation();
  const { data: [assistant] = [] } = useQuery(assistantsQuery());
  return (
    <section>
      <h2 className="mb-2.5">{t("overview.first.title")}</h2>
      <Card>
        <ol>
          <Step number={1} title={t("overview.first.talk")} text={t("overview.first.talkText")}>
            {assistant && (
              <Link to="/assistants/$assistantId" params={{ assistantId: assistant.id }} className={buttonClass()}>
                {t("overview.first.openAssistant", { name: assistant.name })}
              </Link>
            )}
            <p className="mt-2.5 mb-1.5 text-s text-text-2">{t("overview.first.terminal")}</p>
            <Command>npx --no offhook call "I'd like to book an appointment for tomorrow at ten"</Command>
          </Step>
          <Step number={2} title={t("overview.first.yours")} text={t("overview.first.yoursText")}>
            <Link to="/assistants" className={buttonClass()}>
              {t("overview.first.openTemplates")}
            </Link>
          </Step>
          <Step number={3} title={t("overview.first.number")} text={t("overview.first.numberText")}>
            <Link to="/phone-numbers" className={buttonClass()}>
              {t("overview.first.openNumbers")}
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
