/** What the tool is called, when it is to be used, and whether it changes something. */
import { useTranslation } from "react-i18next";
import { Field } from "../../ui/field.tsx";
import { TextArea, TextField } from "../../ui/fields.tsx";
import { Wrong } from "../../ui/wrong.tsx";
import { Part } from "../assistant/part.tsx";
import { RadioList } from "../assistant/radio-list.tsx";
import type { DraftProps } from "./draft-shape.ts";

export function NamePart({ draft, edit, wrongs }: DraftProps) {
  const { t } = useTranslation();
  return (
    <Part title={t("tools.about.title")}>
      <Field
        label={t("tools.about.name")}
        hint={wrongs.name ? <Wrong>{wrongs.name}</Wrong> : t("tools.about.nameHint")}
      >
        {(id) => (
          <TextField
            id={id}
            className="code w-full"
            value={draft.name}
            maxLength={64}
            spellCheck={false}
            placeholder="findOrder"
            aria-invalid={Boolean(wrongs.name)}
            onChange={({ target }) => edit({ name: target.value })}
          />
        )}
      </Field>
      <Field
        label={t("tools.about.description")}
        hint={wrongs.description ? <Wrong>{wrongs.description}</Wrong> : t("tools.about.descriptionHint")}
      >
        {(id) => (
          <TextArea
            id={id}
            className="w-full"
            rows={2}
            maxLength={1_000}
            value={draft.description}
            aria-invalid={Boolean(wrongs.description)}
            onChange={({ target }) => edit({ description: target.value })}
          />
        )}
      </Field>
      <RadioList
        label={t("tools.about.effect")}
        value={draft.effect}
        choices={(["reads", "changes"] as const).map((value) => ({
          value,
          name: t(`tools.effects.${value}.name`),
          hint: t(`tools.effects.${value}.text`),
        }))}
        choose={(effect) => edit({ effect })}
      />
    </Part>
  );
}
