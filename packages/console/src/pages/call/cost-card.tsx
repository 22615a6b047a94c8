/** What the call cost, item by item. */
import type { CallCost, CostItem } from "@offhook/api-client";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { Card } from "../../ui/card.tsx";

export function CostCard({ cost }: { cost: CallCost }) {
  const { t } = useTranslation();
  const format = useFormat();
  const notes = [
    cost.items.length === 0 && cost.final ? t("call.cost.nothing") : null,
    cost.complete || cost.items.length === 0 ? null : t("call.cost.incomplete"),
    cost.final ? null : t("call.cost.running"),
    cost.carrierBills === false ? t("call.cost.local") : null,
  ].filter((note) => note !== null);
  return (
    <Card className="num px-[18px] py-4">
      <h2>{t("call.cost.title")}</h2>
      {cost.items.length > 0 && (
        <table className="mt-2 w-full">
          <tbody>
            {cost.items.map((item) => (
              <ItemRow key={`${item.item} ${item.provider} ${item.unit}`} item={item} />
            ))}
          </tbody>
          {cost.exact && (
            <tfoot>
              <tr className="border-line border-t font-[560]">
                <td className="pt-1.5">{t("call.cost.total")}</td>
                <td className="pt-1.5 text-right">{format.exactMoney(cost.exact)}</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {notes.map((note) => (
        <p key={note} className="mt-2 text-s text-text-2">
          {note}
        </p>
      ))}
    </Card>
  );
}

function ItemRow({ item }: { item: CostItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const quantityText = ({ quantity, unit }: CostItem) => {
    const key = `call.cost.units.${unit}`;
    const figures = { count: quantity, quantity: format.number(quantity) };
    // A unit that nobody translated yet is shown as the server names it.
    return i18next.exists(key, figures) ? String(t(key as never, figures as never)) : `${figures.quantity} ${unit}`;
  };
  return (
    <tr className="align-baseline">
      <td className="py-1">
        {t(`call.cost.items.${item.item}`)}
        <span className="block text-s text-text-3" title={item.reported ? undefined : t("call.cost.counted")}>
          {item.provider} · {quantityText(item)}
        </span>
      </td>
      <td className="py-1 pl-3 text-right" title={item.because}>
        {item.amount ? format.exactMoney(item.amount) : <span className="text-text-3">{t("call.cost.unknown")}</span>}
      </td>
    </tr>
  );
}
