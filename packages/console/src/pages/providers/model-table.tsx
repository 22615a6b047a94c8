/** A provider's models by what they do, with price, latency and end of life. */
import type { ProviderModel } from "@offhook/api-client";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { Term } from "../../ui/term.tsx";
import { groupModels, isOver } from "./group-models.ts";
import { PriceText } from "./price-text.tsx";

export function ModelTable({ models }: { models: readonly ProviderModel[] }) {
  const { t } = useTranslation();
  return (
    <div className="num max-h-[420px] overflow-auto border-line border-t bg-ground/60">
      {groupModels(models).map(([kind, own]) => (
        <table key={kind} className="w-full border-collapse text-s wide:table-fixed">
          <caption className="px-[18px] pt-3 pb-1 text-left font-[550] text-text-2">
            {t(`providers.kindTitles.${kind}`)}
          </caption>
          <thead className="text-text-3 max-wide:sr-only">
            <tr className="text-left">
              <th className="w-[40%] px-[18px] py-1 font-[520]">{t("providers.columns.model")}</th>
              <th className="w-[22%] px-3 py-1 font-[520]">{t("providers.columns.price")}</th>
              <th className="w-[16%] px-3 py-1 font-[520]">
                <Term word={t("providers.columns.latency")}>{t("providers.latencyExplained")}</Term>
              </th>
              <th className="px-[18px] py-1 font-[520]">{t("providers.columns.end")}</th>
            </tr>
          </thead>
          <tbody>
            {own.map((model) => (
              <ModelRow key={model.id} model={model} />
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

const SHOWN_LANGUAGES = 4;
const CELL = "py-1.5 align-baseline max-wide:block max-wide:py-0 max-wide:empty:hidden";

function ModelRow({ model }: { model: ProviderModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, name, languages, price, publishedLatencyMs, endOfLife, successor } = model;
  const over = isOver(endOfLife, Date.now());
  return (
    <tr className={`border-line border-t max-wide:block max-wide:px-[18px] max-wide:py-2 ${over ? "text-text-3" : ""}`}>
      <td className={`${CELL} wide:px-[18px]`}>
        <span className="code">{id}</span>{" "}
        <span className="text-text-3">
          {name} ·{" "}
          {languages.includes("mul") ? t("providers.manyLanguages") : languages.slice(0, SHOWN_LANGUAGES).join(", ")}
          {languages.length > SHOWN_LANGUAGES && ` +${languages.length - SHOWN_LANGUAGES}`}
        </span>
      </td>
      <td className={`${CELL} wide:px-3`}>
        <PriceText price={price} />
      </td>
      <td className={`${CELL} whitespace-nowrap text-text-2 wide:px-3`}>
        {publishedLatencyMs ? (
          format.wait(publishedLatencyMs.p50)
        ) : (
          <span className="text-text-3">{t("assistants.unknownLatency")}</span>
        )}
        {publishedLatencyMs?.p95 != null && (
          <span className="text-text-3"> – {format.wait(publishedLatencyMs.p95)}</span>
        )}
      </td>
      <td className={`${CELL} wide:px-[18px]`}>
        {endOfLife && (
          <span className={over ? "text-danger" : "text-warn"}>
            {t(over ? "providers.endedOn" : "providers.endsOn", { date: format.day(endOfLife) })}
          </span>
        )}
        {endOfLife && successor && (
          <span className="code text-text-3"> {t("providers.successor", { id: successor })}</span>
        )}
      </td>
    </tr>
  );
}
