/** That nobody human speaks: found in the first message, said in words of one's own, or not said. */
import { useTranslation } from "react-i18next";
import type { AssistantSettings } from "../../../data/assistants.ts";
import { Field } from "../../../ui/field.tsx";
import { CheckField } from "../check-field.tsx";
import { CheckedText } from "../checked-text.tsx";
import { Part } from "../part.tsx";
import { RadioList } from "../radio-list.tsx";
import type { TabProps } from "../tab-props.ts";

type Own = NonNullable<AssistantSettings["disclosure"]>;
type Mode = "automatic" | "own" | "off";

export function DisclosurePart({ settings: { disclosure, firstMessage = "", language }, edit }: TabProps) {
  const { t, i18n } = useTranslation();
  const mode: Mode = disclosure === undefined ? "automatic" : disclosure === null ? "off" : "own";
  function choose(wanted: Mode): void {
    if (wanted === mode) return;
    // In the language that the assistant speaks, not the one that the console is in.
    const inItsLanguage = i18n.getFixedT(language?.startsWith("ru") ? "ru" : "en");
    const own = {
      phrase: inItsLanguage("assistants.limits.disclosure.phraseStart"),
      short: inItsLanguage("assistants.limits.disclosure.shortStart"),
    };
    edit({ disclosure: { automatic: undefined, off: null, own }[wanted] });
  }
  return (
    <Part title={t("assistants.limits.disclosure.title")} text={t("assistants.limits.disclosure.text")}>
      <RadioList
        label={t("assistants.limits.disclosure.title")}
        quietLabel
        value={mode}
        choices={[
          {
            value: "automatic",
            name: t("assistants.limits.disclosure.automatic"),
            hint: t("assistants.limits.disclosure.automaticHint"),
          },
          { value: "own", name: t("assistants.limits.disclosure.own") },
          {
            value: "off",
            name: t("assistants.limits.disclosure.off"),
            hint: t("assistants.limits.disclosure.offHint"),
          },
        ]}
        choose={choose}
      />
      {disclosure && (
        <OwnWords own={disclosure} firstMessage={firstMessage} change={(own) => edit({ disclosure: own })} />
      )}
    </Part>
  );
}

interface OwnWordsProps {
  own: Own;
  firstMessage: string;
  change: (own: Own) => void;
}

function OwnWords({ own, firstMessage, change }: OwnWordsProps) {
  const { t } = useTranslation();
  const isThere = firstMessage.toLowerCase().includes(own.phrase.toLowerCase());
  const needed = { read: (text: string) => text.trim() || null, wrong: t("assistants.limits.disclosure.needed") };
  return (
    <div className="grid gap-3.5 border-line border-l-2 pl-4">
      <Field
        label={t("assistants.limits.disclosure.phrase")}
        hint={
          isThere ? (
            t("assistants.limits.disclosure.phraseHint")
          ) : (
            <span className="text-warn">{t("assistants.limits.disclosure.notThere")}</span>
          )
        }
      >
        {(id) => (
          <CheckedText
            {...{ id, ...needed, className: "w-full", maxLength: 200, stored: own.phrase }}
            onRead={(phrase) => change({ ...own, phrase })}
          />
        )}
      </Field>
      <Field label={t("assistants.limits.disclosure.short")}>
        {(id) => (
          <CheckedText
            {...{ id, ...needed, className: "w-full", maxLength: 500, stored: own.short }}
            onRead={(short) => change({ ...own, short })}
          />
        )}
      </Field>
      <CheckField
        label={t("assistants.limits.disclosure.mustFinish")}
        checked={own.mustFinish ?? false}
        onChange={(mustFinish) =>
          change({ phrase: own.phrase, short: own.short, ...(mustFinish ? { mustFinish } : {}) })
        }
      />
    </div>
  );
}
