/** Sentences that every flow may need, by language. */
export interface FlowPhrases {
  notUnderstood: string;
  useKeys: string;
  giveUp: string;
  readBack: (value: string) => string;
  confirmAgain: string;
  startOver: string;
  noBack: string;
  slower: string;
  sorry: string;
  or: string;
  yes: string;
  goodbye: string;
  choose: string;
}

const en: FlowPhrases = {
  notUnderstood: "Sorry, I didn't get that.",
  useKeys: "Please use the keys of your phone.",
  giveUp: "I'm sorry, I still don't understand. Let me find somebody for you.",
  readBack: (value) => `That is ${value}. Is that right?`,
  confirmAgain: "Please say yes or no. Is that right?",
  startOver: "Shall we start over from the beginning?",
  noBack: "This is the first question.",
  slower: "Of course, I will speak more slowly.",
  sorry: "I'm sorry, that did not work just now.",
  or: "or",
  yes: "yes",
  goodbye: "Thank you for calling. Goodbye!",
  choose: "Please choose one of these:",
};

const ru: FlowPhrases = {
  notUnderstood: "Извините, я не расслышал.",
  useKeys: "Пожалуйста, наберите на клавишах телефона.",
  giveUp: "Простите, я всё ещё не понимаю. Сейчас найду вам человека.",
  readBack: (value) => `Это ${value}. Верно?`,
  confirmAgain: "Скажите, пожалуйста, да или нет. Верно?",
  startOver: "Начать сначала?",
  noBack: "Это первый вопрос.",
  slower: "Конечно, я буду говорить медленнее.",
  sorry: "Простите, сейчас это не получилось.",
  or: "или",
  yes: "да",
  goodbye: "Спасибо за звонок. До свидания!",
  choose: "Выберите, пожалуйста:",
};

export const phrasesFor = (language: unknown): FlowPhrases => (String(language).startsWith("ru") ? ru : en);
