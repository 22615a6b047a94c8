/** Whether the console answers under the public name too. */
import { useTranslation } from "react-i18next";
import { consoleQuery, setConsole } from "../../data/settings.ts";
import { SaveForm } from "./save-form.tsx";
import { Section } from "./section.tsx";
import { useSettings } from "./use-settings.ts";

export function PublicConsole() {
  const { t } = useTranslation();
  const { stored, save, editing } = useSettings(consoleQuery(), setConsole);
  return (
    <Section title={t("settings.console.title")} text={t("settings.console.text")}>
      {stored?.publicUrl === null && <p className="px-[18px] py-4">{t("settings.console.none")}</p>}
      {stored && stored.publicUrl !== null && (
        <SaveForm
          label={t("settings.console.title")}
          {...{ saving: save, editing }}
          onSave={(given) => save.mutate({ allowed: given("allowed") === "on" })}
        >
          <label className="flex items-start gap-2.5">
            <input
              name="allowed"
              type="checkbox"
              defaultChecked={stored.allowed}
              className="mt-[3px] size-4 accent-accent"
            />
            <span>
              <span className="block wrap-anywhere">{t("settings.console.allow", { address: stored.publicUrl })}</span>
              <span className="block max-w-[72ch] text-s text-text-2">{t("settings.console.hint")}</span>
            </span>
          </label>
          {stored.allowed && (
            <a href={stored.publicUrl} className="justify-self-start">
              {t("settings.console.open")}
            </a>
          )}
        </SaveForm>
      )}
    </Section>
  );
}
