/** The templates, in the order in which they are shown. */
import { APPOINTMENT_BOOKING } from "./appointment-booking/index.ts";
import { CUSTOMER_SUPPORT } from "./customer-support/index.ts";
import { GENERAL_ASSISTANT } from "./general-assistant/index.ts";
import { LEAD_QUALIFICATION } from "./lead-qualification/index.ts";
import { ORDER_STATUS } from "./order-status/index.ts";
import type { Template } from "./template.ts";

export type { Template, TemplateLanguage, TemplateText } from "./template.ts";

export const TEMPLATES: readonly Template[] = Object.freeze([
  CUSTOMER_SUPPORT,
  APPOINTMENT_BOOKING,
  LEAD_QUALIFICATION,
  ORDER_STATUS,
  GENERAL_ASSISTANT,
]);

export const templateOf = (id: string): Template | undefined => TEMPLATES.find((one) => one.id === id);
