/** Looks an order up, and the orders of a sample shop: to hear it work before there is a shop behind it. */
import type { Tool } from "@offhook/engine/ports";

export interface Order {
  number: string;
  /** As `examples/shop-server` says it. */
  state: "packed" | "on its way" | "delivered";
  /** `2026-12-01`; null: nobody knows, or it is there. */
  arrives: string | null;
}

/** Null: there is no such order. */
export type FindOrder = (number: string) => Promise<Order | null>;

export function orderTool(find: FindOrder): Tool {
  return {
    name: "lookUpOrder",
    description: "Where is this order? Ask the caller for its number first.",
    parameters: { type: "object", properties: { number: { type: "string" } }, required: ["number"] },
    effect: false,
    async run(args) {
      const { number } = args as { number: string };
      const order = await find(number.replace(/\D/g, ""));
      return order ? { found: true, ...order } : { found: false, number };
    },
  };
}

const DAY_MS = 86_400_000;
const ON_THE_WAY_DAYS = 2;

/** 1001 is on its way, 1002 has arrived, 1003 is packed; there are no others. */
export function sampleOrder(number: string, now: Date): Order | null {
  const arrives = new Date(now.getTime() + ON_THE_WAY_DAYS * DAY_MS).toISOString().slice(0, 10);
  const orders: readonly Order[] = [
    { number: "1001", state: "on its way", arrives },
    { number: "1002", state: "delivered", arrives: null },
    { number: "1003", state: "packed", arrives: null },
  ];
  return orders.find((one) => one.number === number) ?? null;
}
