/** The receptionist: books into the calendar, answers the usual questions, takes messages. */
import { settingsOf } from "../assistants/compile-settings.ts";
import { FRONT_DESK } from "../assistants/front-desk.ts";
import type { Template } from "./template.ts";

const ENGLISH = { ...settingsOf(FRONT_DESK), name: "Appointment Booking" };

export const APPOINTMENT_BOOKING: Template = {
  id: "appointment-booking",
  texts: {
    en: {
      name: "Appointment Booking",
      description: "A receptionist: books, answers the usual questions, takes messages.",
      examples: ["I'd like to book an appointment for tomorrow at ten.", "How much is a check-up?"],
      scenarios: [
        {
          name: "books",
          says: ["I'd like to book an appointment for tomorrow at ten", "John Smith", "555 010 0199", "yes", "yes"],
          expects: ["booked"],
        },
      ],
      settings: ENGLISH,
    },
    ru: {
      name: "Запись на приём",
      description: "Администратор: записывает, отвечает на частые вопросы, принимает сообщения.",
      examples: ["Хочу записаться на завтра на десять."],
      scenarios: [],
      settings: { ...ENGLISH, name: "Запись на приём" },
    },
  },
};
