/** Questions with their answers, for an assistant that neither thinks nor follows a flow. */
import { useTranslation } from "react-i18next";
import type { AssistantSettings } from "../../../data/assistants.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextArea } from "../../../ui/fields.tsx";
import { Part } from "../part.tsx";
import type { TabProps } from "../tab-props.ts";
import { useRows } from "../use-rows.ts";

type Answer = NonNullable<AssistantSettings["answers"]>[number];

const MOST = 200;

export function KnownAnswers({ settings: { answers = [], model = [], flow = [] }, edit }: TabProps) {
  const { t } = useTranslation();
  const { rows, change, add, remove } = useRows<Answer>(answers, readAnswer, (list) =>
    edit({ answers: list.length > 0 ? list : undefined }),
  );
  const unused = model.length > 0 ? "unusedModel" : flow.length > 0 ? "unusedFlow" : null;
  // Nothing is asked for that would not be used; what is there stays in sight.
  if (unused && rows.length === 0) return null;
  return (
    <Part title={t("assistants.prompt.answers.title")} text={t("assistants.prompt.answers.text")}>
      {unused && <p className="text-s text-warn">{t(`assistants.prompt.answers.${unused}`)}</p>}
      {rows.map(({ key, typed }, index) => (
        <AnswerFields
          key={key}
          number={index + 1}
          answer={typed}
          change={(answer) => change(key, answer)}
          remove={() => remove(key)}
        />
      ))}
      {rows.length < MOST && (
        <div>
          <Button onClick={() => add({ asked: [], say: "" })}>{t("assistants.prompt.answers.add")}</Button>
        </div>
      )}
    </Part>
  );
}

interface AnswerFieldsProps {
  number: number;
  answer: Answer;
  change: (answer: Answer) => void;
  remove: () => void;
}

function AnswerFields({ number, answer, change, remove }: AnswerFieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="grid gap-3 border-line border-t pt-3 sm:grid-cols-2">
      <legend className="sr-only">{t("assistants.prompt.answers.group", { number })}</legend>
      <Field label={t("assistants.prompt.answers.asked")}>
        {(id) => (
          <TextArea
            id={id}
            className="w-full"
            rows={3}
            value={answer.asked.join("\n")}
            placeholder={t("assistants.prompt.answers.askedPlaceholder")}
            onChange={({ target }) => change({ ...answer, asked: target.value.split("\n") })}
          />
        )}
      </Field>
      <Field label={t("assistants.prompt.answers.say")}>
        {(id) => (
          <TextArea
            id={id}
            className="w-full"
            rows={3}
            maxLength={2_000}
            value={answer.say}
            placeholder={t("assistants.prompt.answers.sayPlaceholder")}
            onChange={({ target }) => change({ ...answer, say: target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
        <Button kind="quiet" onClick={remove}>
          {t("assistants.prompt.answers.remove", { number })}
        </Button>
        {readAnswer(answer) === null && (
          <span role="status" className="text-s text-warn">
            {t("assistants.prompt.answers.both")}
          </span>
        )}
      </div>
    </fieldset>
  );
}

/** As the server takes it: at most fifty wordings of 300 letters. */
function readAnswer({ asked, say }: Answer): Answer | null {
  const wordings = asked.map((one) => one.trim().slice(0, 300)).filter((one) => one !== "");
  return wordings.length > 0 && say.trim() !== "" ? { asked: wordings.slice(0, 50), say: say.trim() } : null;
}
