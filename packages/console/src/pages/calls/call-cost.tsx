/** What a call cost, as far as prices are known: the sum, at least so much, or that nobody knows. */
import type { Call } from "@offhook/api-client";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { costKnown } from "./cost-known.ts";

export function CallCost({ call }: { call: Call }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = costKnown(call);
  if (known === "unknown") return <span title={t("calls.costUnpriced")}>{t("calls.costUnknown")}</span>;
  if (!call.cost) return null;
  const amount = format.money(call.cost);
  if (known === "whole") return amount;
  return <span title={t("calls.costUnpriced")}>{t("calls.costAtLeast", { amount })}</span>;
}
