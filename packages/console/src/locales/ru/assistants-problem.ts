/** Что мешает ассистенту принимать звонки. */
import type { problem as en } from "../en/assistants-problem.ts";
import type { Translated } from "../translated.ts";

export const problem: Translated<typeof en> = {
  inFlow: "Сценарий «{{flow}}»: {{problem}}",
  nameless: "У него нет имени.",
  timeZone: "Часового пояса «{{what}}» нет: напишите, например, Europe/Tallinn.",
  twoTools: "Два инструмента с одним именем «{{what}}».",
  twoFlows: "Два сценария с одним именем «{{what}}».",
  number: "Номер для «{{what}}» пишется так: +14155550100, а не {{number}}.",
  noTool: "Инструмента «{{what}}» нет.",
  noProvider: "{{slot}}: поставщика «{{what}}» нет.",
  choose: "{{slot}}: выберите, что именно взять у «{{what}}».",
  chooseSuch: "{{slot}}: выберите, что именно взять у «{{what}}», например {{example}}.",
  address: "{{slot}}: для «{{what}}» нужен адрес сервера, который начинается с http:// или https://.",
  slots: { model: "Модель", voice: "Голос", transcriber: "Распознавание", realtime: "Модель реального времени" },
};
