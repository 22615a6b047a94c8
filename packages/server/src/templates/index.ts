/** The templates, in the order in which they are shown. */
import { APPOINTMENT_BOOKING } from "./appointment-booking.ts";
import { GENERAL_ASSISTANT } from "./general-assistant.ts";
import type { Template } from "./template.ts";

export type { Template, TemplateLanguage, TemplateText } from "./template.ts";

export const TEMPLATES: readonly Template[] = Object.freeze([APPOINTMENT_BOOKING, GENERAL_ASSISTANT]);

export const templateOf = (id: string): Template | undefined => TEMPLATES.find((one) => one.id === id);
