/** What is said while an appointment is booked. */
import type { BookingWords } from "./booking.ts";

export const BOOKING_EN: BookingWords = {
  day: {
    text: "Which day would you like?",
    again: ["Sorry, I didn't get the day. On which day would you like to come?"],
    help: "For example, say tomorrow, next Tuesday, or the third of December.",
  },
  time: {
    text: "And at what time?",
    again: ["Sorry, at what time would you like to come?"],
    help: "For example, say ten in the morning, or half past two.",
  },
  offer:
    "I'm sorry, {{result.time | time}} is not free. I have {{result.alternatives | times}}. Which one would you like?",
  fullDay: "I'm sorry, there is nothing free on {{day | date}}.",
  name: {
    text: "May I have your name?",
    again: ["Sorry, could you tell me just your name, please?"],
    help: "You can also spell it, letter by letter.",
  },
  phone: {
    text: "And what is your phone number?",
    again: ["Sorry, I didn't get the number. Please say it digit by digit."],
    help: "You can also type it on the keys of your phone.",
  },
  confirm: {
    text:
      "That is {{day | date}} at {{result.time | time}}, for {{name}}, and your number is {{phone | phone}}. " +
      "Shall I book it?",
    again: ["Please say yes or no. Shall I book it?"],
    help: "If something is wrong, just say it right, for example: no, at eleven.",
  },
  change: {
    text: "All right. What should be different?",
    help: "For example, say: Tuesday at eleven. Or: my number is, and then the number.",
  },
  anew: "Let's go through it once more.",
  taken: "I'm sorry, somebody else has just taken that time.",
  done: "Your appointment is booked for {{day | date}} at {{result.time | time}}.",
  unsure: "I could not confirm the booking just now. We will check it and call you back.",
  calendarSilent: "I'm sorry, I can't reach the calendar right now.",
};

export const BOOKING_RU: BookingWords = {
  day: {
    text: "На какой день вас записать?",
    again: ["Извините, не удалось разобрать день. Когда вам удобно прийти?"],
    help: "Скажите, например: завтра, во вторник или третьего декабря.",
  },
  time: {
    text: "На какое время?",
    again: ["Извините, в котором часу вам удобно?"],
    help: "Скажите, например: в десять утра или в половине третьего.",
  },
  offer:
    "К сожалению, это время занято: {{result.time | time}}. Свободно {{result.alternatives | times}}. Что вам подойдёт?",
  fullDay: "К сожалению, на этот день свободного времени нет: {{day | date}}.",
  name: {
    text: "Как вас зовут?",
    again: ["Извините, повторите, пожалуйста, только имя."],
    help: "Например, Анна или Анна Иванова.",
  },
  phone: {
    text: "Назовите, пожалуйста, ваш номер телефона.",
    again: ["Извините, не удалось разобрать номер. Продиктуйте его, пожалуйста, по цифрам."],
    help: "Номер можно набрать и на клавишах телефона.",
  },
  confirm: {
    text: "Проверим: {{day | date}}, время {{result.time | time}}, имя {{name}}, телефон {{phone | phone}}. Записать вас?",
    again: ["Скажите, пожалуйста, да или нет. Записать вас?"],
    help: "Если что-то не так, просто скажите, как правильно, например: нет, в одиннадцать.",
  },
  change: {
    text: "Хорошо. Что изменить?",
    help: "Скажите, например: во вторник в одиннадцать. Или: мой номер — и сам номер.",
  },
  anew: "Давайте пройдём всё ещё раз.",
  taken: "К сожалению, это время только что заняли.",
  done: "Вы записаны: {{day | date}}, время {{result.time | time}}.",
  unsure: "Подтвердить запись сейчас не получилось. Мы проверим её и перезвоним вам.",
  calendarSilent: "К сожалению, расписание сейчас недоступно.",
};
