/** What the operator is told about a budget. */
import type { Pin } from "@offhook/engine/conversation";
import type { Alert } from "../health/alerts.ts";
import type { BudgetNews } from "./budget-watch.ts";

const PERIODS = Object.freeze({ perCall: "call", perDay: "day", perMonth: "month" });

export function budgetAlert(
  type: "budget-almost-reached" | "budget-reached",
  { whose, limit, budget, spent }: BudgetNews,
  { assistantId, assistant }: Pick<Pin, "assistantId" | "assistant">,
): Alert {
  const owner = whose === "house" ? "the whole house" : `the assistant "${assistant.name}"`;
  const share = type === "budget-reached" ? "is spent" : "is almost spent";
  const then = type === "budget-reached" ? " Calls under it say so and end politely." : "";
  return {
    type,
    about: `${whose === "house" ? "house" : assistantId} ${limit}`,
    message: `The budget of ${owner} a ${PERIODS[limit]} ${share}: ${spent.amount} of ${budget.amount} ${budget.currency}.${then}`,
    fix: whose === "house" ? "Raise it with PUT /v1/budget, or wait." : "Raise the assistant's `budget`, or wait.",
  };
}
