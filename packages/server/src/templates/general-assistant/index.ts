/** Answers what it was told, takes a message: the smallest useful assistant. */
import type { Template } from "../template.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export const GENERAL_ASSISTANT: Template = { id: "general-assistant", texts: { en, ru } };
