/** What was refused when the draft was saved, in sight wherever one types. */
import { useTranslation } from "react-i18next";
import type { Draft } from "../../data/use-draft.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";

export function NotSaved({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { fault } = draft;
  const place = "sticky top-2 z-20 mb-4 rounded-card bg-ground";
  if (!fault) return null;
  if (fault.code === "stale-version") {
    return (
      <div className={place}>
        <FaultNote fault={{ message: t("assistants.stale"), fix: t("assistants.staleFix") }} />
        <Button onClick={draft.takeTheirs}>{t("assistants.takeTheirs")}</Button>
      </div>
    );
  }
  return (
    <div className={place}>
      <FaultNote fault={fault} again={() => void draft.flush()}>
        {draft.savesItself && <p className="text-s">{t("faults.savesItself")}</p>}
      </FaultNote>
    </div>
  );
}
