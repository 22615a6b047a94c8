/** Сразу несколько номеров и новые: импорт из аккаунта и витрина Twilio. */
import type {
  accounts as enAccounts,
  can as enCan,
  importing as enImporting,
  shop as enShop,
  ways as enWays,
} from "../en/numbers-more.ts";
import type { Translated } from "../translated.ts";

export const ways: Translated<typeof enWays> = {
  label: "Как получить номер",
  one: "Один номер",
  import: "Из аккаунта",
  buy: "Купить",
};

export const can: Translated<typeof enCan> = { voice: "звонки", noVoice: "без звонков", sms: "СМС" };

export const accounts: Translated<typeof enAccounts> = {
  which: "Аккаунт Twilio",
  entered: "{{sid}}, введён здесь",
  environment: "{{sid}}, из окружения",
  simulator: "симулятор на этой машине",
  forget: "Забыть этот аккаунт",
  forgetSure: "Его Auth Token будет удалён с этого сервера. В Twilio ничего не изменится.",
  other: "Другой аккаунт…",
  use: "Взять этот аккаунт",
  notes: {
    trial:
      "Это пробный аккаунт. Twilio даёт ему один номер, пропускает звонки только с подтверждённых номеров и не открывает звуковых потоков: ассистента не услышат, пока аккаунт не переведён на платный в разделе Billing.",
    twin: "Симулятор на этой же машине: снаружи на его номера не позвонить, и денег никто не берёт.",
    unknown:
      "Если аккаунт пробный, номер у него может быть только один, и ассистента на нём не услышат, пока аккаунт не переведён на платный в разделе Billing.",
  },
};

export const importing: Translated<typeof enImporting> = {
  title: "Импорт номеров из аккаунта",
  text: "Выберите из того, что есть в аккаунте. По каждому номеру видно, что изменится в Twilio, прежде чем что-то изменится.",
  choose: "Какие номера взять",
  has_one: "{{count}} номер в аккаунте",
  has_few: "{{count}} номера в аккаунте",
  has_many: "{{count}} номеров в аккаунте",
  has_other: "{{count}} номера в аккаунте",
  all: "Выбрать все",
  again: "Обновить список",
  none: "В этом аккаунте нет номеров.",
  noneText: "Купите номер здесь или в консоли Twilio.",
  nobody: "Сейчас на него никто не отвечает.",
  now: "Сейчас отвечает {{host}}",
  here: "уже подключён",
  imported: "импортирован",
  failed: "не импортирован",
  hint: "Выберите хотя бы один номер.",
  start_one: "Импортировать {{count}} номер",
  start_few: "Импортировать {{count}} номера",
  start_many: "Импортировать {{count}} номеров",
  start_other: "Импортировать {{count}} номера",
  result: "Импортировано: {{imported}}. Не импортировано: {{failed}}.",
};

export const shop: Translated<typeof enShop> = {
  title: "Купить новый номер",
  text: "С витрины Twilio. Сначала видно цену и что требует страна; деньги берёт Twilio с вашего аккаунта, Offhook не берёт ничего.",
  country: "Страна",
  kind: "Вид",
  kinds: { local: "городской", mobile: "мобильный", tollFree: "бесплатный для звонящих" },
  area: "Код города",
  areaHint: "Три цифры или пусто.",
  contains: "Содержит",
  containsHint: "2–16 цифр, латинских букв или * вместо любой цифры.",
  search: "Найти номера",
  none: "Таких номеров для звонков у Twilio там сейчас нет.",
  noneText: "Попробуйте другой вид, другой код или меньше цифр.",
  found_one: "Продаётся {{count}} номер",
  found_few: "Продаются {{count}} номера",
  found_many: "Продаются {{count}} номеров",
  found_other: "Продаются {{count}} номера",
  showAll_one: "Показать {{count}}",
  showAll_few: "Показать все {{count}}",
  showAll_many: "Показать все {{count}}",
  showAll_other: "Показать все {{count}}",
  price: "{{price}} в месяц за каждый, по прейскуранту Twilio. Звонки оплачиваются отдельно.",
  priceUnknown: "Цена в месяц неизвестна: в прейскуранте Twilio её для таких номеров нет.",
  simulated: "Они ничего не стоят: их выдумал симулятор.",
  beta: "новинка Twilio",
  asks: {
    none: "адрес не нужен",
    any: "нужен адрес",
    local: "нужен адрес в этой стране",
    foreign: "нужен адрес за границей",
  },
  choose: "Выбрать…",
  chooseNumber: "Выбрать {{number}}",
  confirm: "Купить {{number}}?",
  charges:
    "Twilio возьмёт с вашего аккаунта {{price}} сейчас и будет брать каждый месяц, пока вы не откажетесь от номера в консоли Twilio. Номер с первой секунды ведёт сюда.",
  chargesUnknown:
    "Twilio возьмёт деньги с вашего аккаунта сейчас и будет брать каждый месяц, пока вы не откажетесь от номера в консоли Twilio. Сколько именно, здесь неизвестно: сначала посмотрите.",
  chargesNobody: "Симулятор денег не берёт. Номер с первой секунды ведёт сюда.",
  priceList: "Цены Twilio",
  noPapers: "Ни адреса, ни документов не требуется.",
  askingPapers: "Спрашиваем Twilio, какие адреса и пакеты документов есть у аккаунта…",
  typeInstead: "Адреса и пакеты документов аккаунта показать не удалось. Если вы знаете их SID, впишите ниже.",
  address: "Адрес",
  addressSid: "SID адреса",
  chooseAddress: "Выберите адрес…",
  noAddress: {
    any: "У аккаунта ещё нет ни одного адреса.",
    local: "У аккаунта нет адреса в стране номера ({{country}}).",
    foreign: "У аккаунта нет адреса за пределами страны номера ({{country}}).",
  },
  addressWhy: {
    any: "Twilio должна знать адрес того, кто пользуется номером, в любой стране.",
    local: "Twilio должна знать адрес того, кто пользуется номером, и адрес должен быть в стране номера.",
    foreign: "Twilio должна знать адрес того, кто пользуется номером, и адрес должен быть не в стране номера.",
  },
  addressWhere:
    "В консоли Twilio: Trust Hub, Addresses. Создайте адрес или откройте готовый и скопируйте его SID; он начинается с AD.",
  bundle: "Пакет документов",
  bundleSid: "SID пакета документов",
  chooseBundle: "Выберите пакет…",
  withoutBundle: "Без пакета документов",
  bundleUntil: "{{bundle}}, действует до {{date}}",
  noBundle: "У аккаунта нет одобренного пакета документов для таких номеров ({{country}}).",
  underReview_one: "Twilio ещё рассматривает {{count}} пакет.",
  underReview_few: "Twilio ещё рассматривает {{count}} пакета.",
  underReview_many: "Twilio ещё рассматривает {{count}} пакетов.",
  underReview_other: "Twilio ещё рассматривает {{count}} пакета.",
  bundleWhy: {
    required:
      "Этот номер Twilio продаёт только с пакетом документов (regulatory bundle): сведения о владельце, которые Twilio одобрила.",
    possible:
      "Некоторые страны требуют ещё и пакет документов (regulatory bundle): сведения о владельце, которые Twilio одобрила. Twilio скажет об этом только при покупке: где пакет нужен, без него ничего не купится.",
  },
  bundleWhere:
    "В консоли Twilio: Phone Numbers, Regulatory Compliance, Bundles. После одобрения скопируйте его SID; он начинается с BU.",
  make: {
    addresses: "Добавьте его в консоли Twilio: Trust Hub, Addresses. Потом проверьте ещё раз.",
    bundles:
      "Его создают в консоли Twilio: Phone Numbers, Regulatory Compliance, Bundles. Twilio одобряет его за несколько дней; потом проверьте ещё раз.",
  },
  open: { addresses: "Открыть Addresses в консоли Twilio", bundles: "Открыть Bundles в консоли Twilio" },
  sidForm: "{{letters}} и 32 буквы или цифры",
  buyFor: "Купить за {{price}} в месяц",
  buyUnknown: "Купить по цене Twilio",
  take: "Взять",
  buying: "Покупаем…",
  unclear: "Неизвестно, куплен ли {{number}}.",
  unclearText:
    "Ответ потерялся по дороге. Сначала посмотрите свои номера: если он там, импортируйте его; если через минуту его там нет, он не куплен.",
  lookFirst: "Посмотреть свои номера",
  bought: "{{number}} ваш и ведёт сюда.",
  boughtText: "Выберите, кто на него отвечает. Это можно изменить в любой момент у номера ниже.",
  whoAnswers: "Кто отвечает на новый номер",
  bound: "Сохранено: на новые звонки отвечают так.",
  another: "Искать ещё",
};
