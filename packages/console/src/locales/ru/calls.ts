/** Список звонков. */
import type { calls as en } from "../en/calls.ts";
import type { Translated } from "../translated.ts";

export const calls: Translated<typeof en> = {
  title: "Звонки",
  columns: {
    when: "Когда",
    caller: "Кто звонил",
    called: "Куда",
    outcome: "Исход",
    duration: "Длительность",
    wait: "Ожидание",
    cost: "Стоимость",
  },
  waitExplained: "Сколько звонящий ждал ответа, от своего последнего слова до первого звука агента: медиана звонка.",
  filters: {
    label: "Фильтры",
    words: "Сказанные слова",
    number: "Номер",
    side: "Какой номер",
    from: "с номера",
    to: "на номер",
    assistant: "Ассистент",
    anyAssistant: "Ассистент",
    direction: "Направление",
    anyDirection: "Направление",
    outcome: "Исход",
    anyOutcome: "Исход",
    since: "С какого дня",
    until: "По какой день",
    clear: "Сбросить фильтры",
  },
  keys: "<kbd>j</kbd> <kbd>k</kbd> — строка, <kbd>Enter</kbd> — открыть",
  emptyTitle: "Звонков пока нет",
  emptyText:
    "Каждый звонок появится здесь, пока длится, и останется со всеми словами, ценой и причиной каждой задержки.",
  noMatchTitle: "Таких звонков нет",
  noMatchText: "Подходить должен каждый фильтр. Номера сравниваются целиком, слова — по началу.",
  older: "Более старые",
  newest: "Самые новые",
  still: "ещё говорят",
  costAtLeast: "не меньше {{amount}}",
  costUnknown: "неизвестно",
  costUnpriced: "Использовано то, чья цена никому не известна.",
};
