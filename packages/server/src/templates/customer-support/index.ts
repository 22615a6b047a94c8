/** Answers the usual questions and opens a case for the rest. */
import type { Template } from "../template.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export const CUSTOMER_SUPPORT: Template = { id: "customer-support", texts: { en, ru } };
