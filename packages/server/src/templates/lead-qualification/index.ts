/** Asks an interested caller what sales has to know, and has them called back. */
import type { Template } from "../template.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export const LEAD_QUALIFICATION: Template = { id: "lead-qualification", texts: { en, ru } };
