/** The receptionist: books, answers what people ask before they come, takes messages. */
import type { Template } from "../template.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export const APPOINTMENT_BOOKING: Template = { id: "appointment-booking", texts: { en, ru } };
