/** Whose voice it is, with vendors whose models speak in many: chosen from the account's own, or written down. */
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ProviderChoice } from "../../data/assistants.ts";
import { voicesQuery } from "../../data/providers.ts";
import { TextField } from "../../ui/fields.tsx";

/** Only one lists them; the other's ids stand on its site. */
const LISTS = "elevenlabs";

interface VoiceNameProps {
  choice: ProviderChoice;
  label: string;
  name: (id: string) => void;
}

export function VoiceName({ choice: { provider, id = "" }, label, name }: VoiceNameProps) {
  const { t } = useTranslation();
  const listId = useId();
  const { data = [] } = useQuery({ ...voicesQuery(provider), enabled: provider === LISTS });
  const known = data.find((voice) => voice.id === id || voice.name === id);
  return (
    <div className="w-full">
      <TextField
        className="w-full"
        list={listId}
        aria-label={t("assistants.voiceName", { label })}
        placeholder={t(provider === LISTS ? "assistants.voiceNameChoose" : "assistants.voiceNameWrite")}
        maxLength={200}
        spellCheck={false}
        value={id}
        onChange={({ target }) => name(target.value)}
      />
      <datalist id={listId}>
        {data.map((voice) => (
          <option key={voice.id} value={voice.name} label={voice.description} />
        ))}
      </datalist>
      {known && <p className="mt-0.5 text-s text-text-3">{known.description || known.languages.join(", ")}</p>}
    </div>
  );
}
