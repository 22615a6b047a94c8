/** Language, colours and density: what a reader may choose for themselves. */
import { DropdownMenu } from "radix-ui";
import { useTranslation } from "react-i18next";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../locales/i18n.ts";
import { currentLanguage, setPreferences, usePreferences } from "../preferences/preferences.tsx";
import { DENSITIES, THEMES } from "../preferences/stored.ts";
import { MenuChoices, MenuSheet } from "../ui/menu.tsx";

export function ViewMenu() {
  const { t } = useTranslation();
  const { theme, density } = usePreferences();
  const language = currentLanguage();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="flex items-center gap-1.5 rounded-s px-[9px] py-1.5 text-s text-text-3 hover:text-text">
        <span className="uppercase">{language}</span>
        <span className="max-wide:sr-only">· {t("shell.view.title")}</span>
      </DropdownMenu.Trigger>
      <MenuSheet side="top">
        <MenuChoices
          label={t("shell.view.language")}
          value={language}
          choices={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChoose={(value: Language) => setPreferences({ language: value })}
        />
        <MenuChoices
          label={t("shell.view.theme")}
          value={theme}
          choices={THEMES.map((value) => ({ value, label: t(`shell.view.themes.${value}`) }))}
          onChoose={(value: (typeof THEMES)[number]) => setPreferences({ theme: value })}
        />
        <MenuChoices
          label={t("shell.view.density")}
          value={density}
          choices={DENSITIES.map((value) => ({ value, label: t(`shell.view.densities.${value}`) }))}
          onChoose={(value: (typeof DENSITIES)[number]) => setPreferences({ density: value })}
        />
      </MenuSheet>
    </DropdownMenu.Root>
  );
}
