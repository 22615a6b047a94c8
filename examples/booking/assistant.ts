import { defineAssistant } from "offhook";
import { bookingFlow } from "./booking-flow.ts";
import { Calendar } from "./calendar.ts";
import { calendarTools } from "./tools.ts";

export const bookingAssistant = (calendar: Calendar) =>
  defineAssistant({
    name: "Booking",
    timeZone: "Europe/Tallinn",
    firstMessage: "Hello, this is the automated assistant of Riverside Dental. When would you like to come?",
    flows: [bookingFlow(calendarTools(calendar))],
    people: [{ id: "frontDesk", name: "Front desk", number: "+14155550111" }],
  });

export default bookingAssistant(new Calendar());
