/** Who answers. */
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import { Select } from "../../ui/fields.tsx";

interface AssistantSelectProps {
  id?: string;
  label?: string;
  assistants: readonly Assistant[];
  value: string | null;
  /** What null stands for. */
  none?: string;
  choose: (id: string | null) => void;
}

export function AssistantSelect({ id, label, assistants, value, none, choose }: AssistantSelectProps) {
  const { t } = useTranslation();
  const gone = value !== null && !assistants.some((one) => one.id === value);
  return (
    <Select
      id={id}
      aria-label={label}
      className="w-full"
      value={value ?? ""}
      onChange={({ target }) => choose(target.value || null)}
    >
      <option value="">{none ?? t("numbers.everyNumber")}</option>
      {gone && <option value={value}>{t("numbers.goneAssistant")}</option>}
      {assistants.map(({ id: assistantId, name, publishedVersion }) => (
        <option key={assistantId} value={assistantId}>
          {publishedVersion === null ? t("numbers.unpublished", { name }) : name}
        </option>
      ))}
    </Select>
  );
}
