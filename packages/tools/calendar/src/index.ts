export * from "./calendar.ts";
export { calendarTools } from "./calendar-tools.ts";
