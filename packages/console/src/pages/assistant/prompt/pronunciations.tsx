/** Words that voices get wrong, and how they sound. */
import { useTranslation } from "react-i18next";
import type { AssistantSettings } from "../../../data/assistants.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/fields.tsx";
import { Part } from "../part.tsx";
import type { TabProps } from "../tab-props.ts";
import { useRows } from "../use-rows.ts";

type Word = NonNullable<AssistantSettings["pronunciations"]>[number];

export function Pronunciations({ settings: { pronunciations = [] }, edit }: TabProps) {
  const { t } = useTranslation();
  const { rows, change, add, remove } = useRows<Word>(pronunciations, readWord, (list) =>
    edit({ pronunciations: list.length > 0 ? list : undefined }),
  );
  return (
    <Part title={t("assistants.prompt.spoken.title")} text={t("assistants.prompt.spoken.text")}>
      {rows.map(({ key, typed }, index) => (
        <WordFields
          key={key}
          number={index + 1}
          word={typed}
          change={(word) => change(key, word)}
          remove={() => remove(key)}
        />
      ))}
      <div>
        <Button onClick={() => add({ written: "", spoken: "" })}>{t("assistants.prompt.spoken.add")}</Button>
      </div>
    </Part>
  );
}

interface WordFieldsProps {
  number: number;
  word: Word;
  change: (word: Word) => void;
  remove: () => void;
}

function WordFields({ number, word, change, remove }: WordFieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{t("assistants.prompt.spoken.group", { number })}</legend>
      {(["written", "spoken"] as const).map((part) => (
        <TextField
          key={part}
          className="min-w-0 flex-1 basis-32"
          aria-label={t(`assistants.prompt.spoken.${part}`)}
          placeholder={t(`assistants.prompt.spoken.${part}Placeholder`)}
          maxLength={part === "written" ? 100 : 200}
          value={word[part]}
          onChange={({ target }) => change({ ...word, [part]: target.value })}
        />
      ))}
      <Button
        kind="quiet"
        className="px-2"
        aria-label={t("assistants.prompt.spoken.remove", { number })}
        onClick={remove}
      >
        ✕
      </Button>
      {readWord(word) === null && (
        <span role="status" className="basis-full text-s text-warn">
          {t("assistants.prompt.spoken.both")}
        </span>
      )}
    </fieldset>
  );
}

function readWord({ written, spoken }: Word): Word | null {
  const word = { written: written.trim(), spoken: spoken.trim() };
  return word.written && word.spoken ? word : null;
}
