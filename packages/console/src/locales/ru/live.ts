/** Звонки, которые идут сейчас. */
import type { live as en } from "../en/live.ts";
import type { Translated } from "../translated.ts";

export const live: Translated<typeof en> = {
  title: "Сейчас",
  lines_one: "На линии {{count}} звонок, всего мест {{capacity}}.",
  lines_few: "На линии {{count}} звонка, всего мест {{capacity}}.",
  lines_many: "На линии {{count}} звонков, всего мест {{capacity}}.",
  lines_other: "На линии {{count}} звонка, всего мест {{capacity}}.",
  capacityExplained: "Сколько звонков сразу ведёт эта машина; измерено при запуске сервера.",
  full: "Новые звонки не принимаются: сервер заполнен.",
  emptyTitle: "На линии никого",
  emptyText: "Звонок появится здесь, как только начнётся, и слова — по мере того как их говорят; можно слушать.",
  nothingSaid: "Пока ничего не сказано.",
  hears: "Агент слушает…",
  reconnecting: "Связь прервалась и восстанавливается.",
  agent: "Агент",
  caller: "Звонящий",
  listen: {
    start: "Слушать",
    stop: "Перестать слушать",
    connecting: "Соединяем…",
    failed: "Звука нет. Звонок ещё идёт?",
    hint: "Обе стороны, чуть позже. На линии этого не замечают; это остаётся в журнале действий.",
  },
};
