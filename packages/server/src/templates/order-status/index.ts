/** Takes the number of an order and has the caller called back about it. */
import type { Template } from "../template.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export const ORDER_STATUS: Template = { id: "order-status", texts: { en, ru } };
