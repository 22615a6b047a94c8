/** Takes back what was just done to the draft, and does it again; by Ctrl+Z outside of fields, which have an undo of their own. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../../data/use-draft.ts";
import { Button } from "../../ui/button.tsx";
import { isTyping } from "../../ui/is-typing.tsx";

export function UndoButtons({ draft: { undo, redo } }: { draft: Draft }) {
  const { t } = useTranslation();
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isUndo = (event.ctrlKey || event.metaKey) && /^[zя]$/i.test(event.key);
      if (!isUndo || event.defaultPrevented || isTyping(event)) return;
      const go = event.shiftKey ? redo : undo;
      if (!go) return;
      event.preventDefault();
      go();
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [undo, redo]);
  return (
    <span className="flex">
      {undo && (
        <Button kind="quiet" onClick={undo}>
          {t("flow.canvas.undo")}
        </Button>
      )}
      {redo && (
        <Button kind="quiet" onClick={redo}>
          {t("flow.canvas.redo")}
        </Button>
      )}
    </span>
  );
}
