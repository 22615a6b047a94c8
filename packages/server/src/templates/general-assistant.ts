/** Answers what it was told, takes a message, knows when to give up: the smallest useful assistant. */
import type { Template } from "./template.ts";

export const GENERAL_ASSISTANT: Template = {
  id: "general-assistant",
  texts: {
    en: {
      name: "General Assistant",
      description: "Answers the questions you write down for it.",
      examples: ["When are you open?", "Where are you?"],
      scenarios: [{ name: "asks for the hours", says: ["When are you open?", "No, that's all."], expects: ["nine"] }],
      settings: {
        name: "General Assistant",
        language: "en",
        firstMessage: "Hello, this is an automated assistant. How can I help you?",
        instructions:
          "You are a helpful assistant on the telephone. Answer in one or two short sentences. Say so when you do not know something.",
        answers: [
          {
            asked: ["when are you open", "what are your opening hours", "are you open on Saturday"],
            say: "We are open from nine to five, Monday to Friday.",
          },
          {
            asked: ["where are you", "what is your address", "how do I find you"],
            say: "You will find our address on our web site. Shall I take a message so that somebody calls you back?",
          },
        ],
      },
    },
    ru: {
      name: "Помощник",
      description: "Отвечает на вопросы, которые вы для него записали.",
      examples: ["Когда вы работаете?", "Где вы находитесь?"],
      scenarios: [{ name: "спрашивает о часах", says: ["Когда вы работаете?", "Нет, это всё."], expects: ["девяти"] }],
      settings: {
        name: "Помощник",
        language: "ru",
        firstMessage: "Здравствуйте, с вами говорит автоматический помощник. Чем могу помочь?",
        instructions:
          "Вы — вежливый помощник на телефоне. Отвечайте одним-двумя короткими предложениями. Если чего-то не знаете, так и скажите.",
        answers: [
          {
            asked: ["когда вы работаете", "во сколько вы открываетесь", "вы работаете в субботу"],
            say: "Мы работаем с девяти до пяти, с понедельника по пятницу.",
          },
        ],
      },
    },
  },
};
