/** Рамка вокруг страниц и то, что у них общее. */

import type { shell as en } from "../en/shell.ts";
import type { Translated } from "../translated.ts";

export const shell: Translated<typeof en> = {
  pages: {
    overview: "Обзор",
    assistants: "Ассистенты",
    numbers: "Номера",
    calls: "Звонки",
    live: "Сейчас",
    tools: "Инструменты",
    providers: "Поставщики",
    settings: "Настройки",
  },
  skip: "К содержанию страницы",
  mainNavigation: "Главное",
  palette: {
    open: "Поиск и команды",
    placeholder: "Страница, номер звонка или телефона, сказанные слова…",
    nothing: "Ничего не нашлось. Номер телефона или слова ищутся в звонках.",
    goTo: "Перейти",
    calls: "Звонки",
    view: "Вид",
    openCall: "Открыть звонок {{id}}",
    callsFrom: "Звонки с номера {{number}}",
    callsTo: "Звонки на номер {{number}}",
    callsWith: "Звонки, где сказано «{{words}}»",
  },
  view: {
    title: "Вид",
    language: "Язык",
    theme: "Цвета",
    density: "Плотность",
    themes: { light: "Светлые", dark: "Тёмные", system: "Как в системе" },
    densities: { comfortable: "Свободно", compact: "Плотно" },
  },
  signIn: {
    title: "Войдите, пожалуйста",
    text: "Откройте ссылку, которую сервер напечатал при запуске, или попросите новую:",
    onward: "Как только вы войдёте, страница продолжит сама.",
    again: "Попробовать снова",
  },
  notFound: { title: "Такой страницы нет", text: "Возможно, ссылка старше самой страницы.", home: "К обзору" },
  broken: {
    title: "Страница остановилась",
    text: "Это наша ошибка. Всё, что вы видели, цело на сервере.",
    again: "Загрузить снова",
  },
  faultAgain: "Попробовать снова",
  unreachable: {
    message: "Сервер не отвечает.",
    fix: "Проверьте, запущен ли он: npm start. Страница попробует снова сама.",
  },
  loading: "Загружается…",
  copy: "Скопировать",
  copied: "Скопировано",
  close: "Закрыть",
  more: "Показать ещё",
  remove: "Убрать",
  keep: "Оставить",
  quote: "«{{text}}»",
  explain: "Что такое «{{word}}»?",
  weekHours: {
    hint: "Например, 9–17 или 9–12, 13–17. Пусто — закрыто.",
    closed: "закрыто",
    bad: "Пишите часы так: 9–17 или 9:30–12, 13–17.",
  },
};
