/** Отказы сервера про номера, Twilio и звонки, по их кодам. */
import type { ServerFault } from "./faults.ts";

export const numberFaults: Readonly<Record<string, ServerFault>> = {
  // Звонки
  "unknown-call": {
    message: "Такого звонка нет.",
    fix: "Вернитесь к списку звонков: возможно, срок его хранения вышел.",
  },
  "twilio-account-in-use": {
    message: "С этим аккаунтом связаны подключённые номера: без его токена звонки на них отклонялись бы.",
    fix: "Сначала отключите эти номера.",
    detail: "message",
  },
  "twilio-account-given": {
    message: "Этот аккаунт введён не здесь.",
    fix: "Он задан в окружении сервера: уберите там TWILIO_ACCOUNT_SID и TWILIO_AUTH_TOKEN. Аккаунт симулятора остаётся.",
  },
  "call-going-on": { message: "Звонок ещё идёт.", fix: "Дождитесь его конца и удалите." },
  "no-recording": {
    message: "Записи у этого звонка нет.",
    fix: "Включите запись в ассистенте до звонка; по истечении срока хранения записи удаляются.",
  },
  "recording-not-ready": { message: "Запись ещё пишется.", fix: "Спросите снова, когда звонок закончится." },
  "range-not-satisfiable": {
    message: "Запрошенного куска в записи нет.",
    fix: "Запросите то, что внутри файла, например bytes=0-.",
    detail: "message",
  },
  "idempotency-key-missing": {
    message: "Звонок заказывают один раз, сколько бы ни повторялся запрос: нужно сказать, какой это звонок.",
    fix: "Отправьте заголовок Idempotency-Key с именем, своим для каждого звонка.",
  },
  "idempotency-key-reused": {
    message: "С этим Idempotency-Key уже заказан другой звонок.",
    fix: "Для каждого звонка берите новый ключ, а прежний — только чтобы повторить тот же запрос.",
  },
  "no-number-to-call-from": {
    message: "Не подключён ни один номер: звонить не с чего.",
    fix: "Подключите номер или возьмите номер симулятора на странице «Номера».",
  },
  "country-not-allowed": {
    message: "Звонить в эту страну здесь не разрешено.",
    fix: "Владелец может разрешить её в настройках, в «Исходящих звонках».",
    detail: "message",
  },
  "too-many-calls": {
    message: "За 24 часа заказано столько звонков, сколько разрешено.",
    fix: "Подождите или попросите владельца поднять предел в настройках.",
    detail: "message",
  },
  "unknown-test-call": { message: "Такого проверочного звонка нет.", fix: "Обновите страницу: возможно, его удалили." },
  "test-calls-not-here": {
    message: "Этот сервер не делает проверочных звонков.",
    fix: "Обратитесь к серверу, который принимает звонки.",
  },

  // Номера
  "unknown-phone-number": { message: "Такого номера здесь нет.", fix: "Обновите страницу: возможно, его отключили." },
  "number-not-connected": {
    message: "Этот номер здесь не подключён.",
    fix: "Подключите его или выберите другой на странице «Номера».",
    detail: "message",
  },
  "number-not-in-account": {
    message: "В этом аккаунте Twilio такого номера нет.",
    fix: "Проверьте номер и Account SID: у субаккаунта номера свои.",
    detail: "message",
  },
  "fallback-on-this-server": {
    message: "Этот адрес — на этом же сервере: если сервера не станет, не станет и его.",
    fix: "Укажите адрес в другом месте, например TwiML Bin в консоли Twilio.",
  },
  "number-without-voice": {
    message: "Этот номер не принимает звонки.",
    fix: "Выберите в Twilio номер с голосовой связью.",
  },
  "number-not-simulated": {
    message: "Это настоящий номер: симулятор до него не дозвонится.",
    fix: "Позвоните на него с телефона.",
  },
  "number-leads-nowhere": {
    message: "Этот номер никуда не ведёт.",
    fix: "Нажмите «Направить сюда снова» на странице «Номера».",
  },
  "public-url-missing": {
    message: "Twilio не дозовётся этого сервера: у него нет публичного адреса.",
    fix: "Запустите его так: npx --no offhook start --tunnel, или задайте в PUBLIC_URL адрес https, который ведёт сюда.",
  },

  // Twilio
  "unknown-twilio-account": { message: "Этот аккаунт Twilio здесь не знают.", fix: "Сначала введите его ключи." },
  "twilio-refused-key": {
    message: "Twilio не принял ключи аккаунта.",
    fix: "Ещё раз скопируйте Account SID и Auth Token с первой страницы консоли Twilio.",
    detail: "message",
  },
  "twilio-refused": {
    // Что делать, зависит от номера ошибки Twilio: это знает сервер.
    message: "Twilio отказал.",
    detail: "message",
  },
  "twilio-not-reached": {
    message: "До Twilio не удалось достучаться; ничего не изменилось.",
    fix: "Проверьте сеть этой машины и TWILIO_BASE_URL, если он задан, и повторите.",
  },
  "twilio-outcome-unknown": {
    message: "Twilio не сказал, выполнил ли он просьбу.",
    fix: "Прежде чем повторять, посмотрите в консоли Twilio, сделано ли это.",
  },
  "twilio-account-not-active": {
    message: "Аккаунт Twilio не действует.",
    fix: "Войдите в консоль Twilio: там сказано, почему и что делать.",
    detail: "message",
  },
  "twilio-token-lost": {
    message: "Auth Token этого номера потерян, или с тех пор изменился OFFHOOK_SECRET.",
    fix: "Подключите номер снова с его Account SID и Auth Token.",
    detail: "message",
  },
  "twilio-signature-invalid": {
    message: "Запрос не подписан ни одним из известных здесь аккаунтов Twilio.",
    fix: "Задайте TWILIO_ACCOUNT_SID и TWILIO_AUTH_TOKEN аккаунта, которому принадлежит номер, а в PUBLIC_URL — адрес из его вебхука.",
  },
  "twilio-token-missing": {
    message: "Ни один аккаунт Twilio не задан: запросы по публичному адресу нечем проверить.",
    fix: "Задайте TWILIO_ACCOUNT_SID и TWILIO_AUTH_TOKEN и запустите сервер снова.",
  },
};
