/** What the engine itself may say, by language. An assistant may replace any of them. */
import type { Phrases } from "./assistant.ts";

const en: Phrases = {
  stillThere: "Are you still there?",
  goodbye: "Thank you for calling. Goodbye!",
  more: "Shall I go on?",
  offerPerson: "I'm sorry about that. Would you like to speak with a person?",
  silentGoodbye: "I can't hear anybody, so I will hang up now. Please call again any time. Goodbye!",
  fillers: ["One moment, please.", "Let me see."],
  toolSlow: "This takes a little longer than usual. Thank you for waiting.",
  apology: "I'm sorry, I can't answer that right now. Could you ask me once more?",
  notHeard: "I'm sorry, I didn't get that. Could you say it again?",
  lineDropped: "Sorry, the line dropped for a moment. Could you say that again?",
  lineBack: "Sorry, the line dropped for a moment.",
  transferring: "Of course, I'm putting you through now. One moment, please.",
  noPerson: "I'm sorry, nobody can come to the phone right now.",
  transferBusy: "I'm sorry, the line of my colleague is busy.",
  transferNoAnswer: "I'm sorry, my colleague did not answer.",
  transferFailed: "I'm sorry, I could not reach my colleague.",
  trouble: "I'm sorry, something is not working on my side.",
  troublePerson: "I'm putting you through to a person. One moment, please.",
  troubleGoodbye: "Please call again a little later. Goodbye!",
  almostOver: "We have about half a minute left on this call.",
  timeOver: "I'm sorry, the time for this call is over. Please call again any time. Goodbye!",
  allBusy: "All our lines are busy right now. Please call again in a few minutes. Goodbye!",
};

const ru: Phrases = {
  stillThere: "Вы ещё здесь?",
  goodbye: "Спасибо за звонок. До свидания!",
  more: "Продолжать?",
  offerPerson: "Мне очень жаль. Соединить вас с человеком?",
  silentGoodbye: "Я вас не слышу, поэтому сейчас положу трубку. Звоните в любое время. До свидания!",
  fillers: ["Одну минуту, пожалуйста.", "Сейчас посмотрю."],
  toolSlow: "Это занимает чуть больше времени, чем обычно. Спасибо за ожидание.",
  apology: "Простите, сейчас я не могу на это ответить. Спросите, пожалуйста, ещё раз.",
  notHeard: "Простите, я не расслышал. Повторите, пожалуйста.",
  lineDropped: "Простите, связь на мгновение прервалась. Повторите, пожалуйста.",
  lineBack: "Простите, связь на мгновение прервалась.",
  transferring: "Конечно, сейчас соединю вас. Одну минуту, пожалуйста.",
  noPerson: "К сожалению, сейчас никто не может подойти к телефону.",
  transferBusy: "К сожалению, линия коллеги занята.",
  transferNoAnswer: "К сожалению, коллега не ответил.",
  transferFailed: "К сожалению, соединить не удалось.",
  trouble: "Простите, у меня что-то не работает.",
  troublePerson: "Сейчас соединю вас с человеком. Одну минуту, пожалуйста.",
  troubleGoodbye: "Пожалуйста, перезвоните чуть позже. До свидания!",
  almostOver: "У нас осталось около полуминуты.",
  timeOver: "К сожалению, время звонка закончилось. Звоните в любое время. До свидания!",
  allBusy: "Сейчас все линии заняты. Пожалуйста, перезвоните через несколько минут. До свидания!",
};

export const phrasesOf = (language: string): Phrases => (language.startsWith("ru") ? ru : en);
