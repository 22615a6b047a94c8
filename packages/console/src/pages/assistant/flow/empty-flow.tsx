/** No flow: what one is, who leads without it, and a first one to change. */
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Empty } from "../../../ui/empty.tsx";

interface EmptyFlowProps {
  hasModel: boolean;
  start: () => void;
  /** There was one a moment ago. */
  undo: (() => void) | null;
}

export function EmptyFlow({ hasModel, start, undo }: EmptyFlowProps) {
  const { t } = useTranslation();
  const leads = t(hasModel ? "flow.empty.model" : "flow.empty.nobody");
  return (
    <Card>
      <Empty title={t("flow.empty.title", { leads })}>
        <p>{t("flow.empty.what")}</p>
        <p>{t(hasModel ? "flow.empty.modelText" : "flow.empty.nobodyText")}</p>
        <Button kind="primary" onClick={start}>
          {t("flow.empty.start")}
        </Button>
        <p className="text-s text-text-3">{t("flow.empty.startText")}</p>
        {undo && <Button onClick={undo}>{t("flow.canvas.undo")}</Button>}
      </Empty>
    </Card>
  );
}
