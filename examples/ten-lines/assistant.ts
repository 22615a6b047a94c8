import { defineAssistant } from "offhook";

export default defineAssistant({
  name: "Front desk",
  firstMessage: "Hello, this is the automated assistant of Riverside Dental. How can I help?",
  answers: [
    { asked: ["when are you open", "opening hours"], say: "We are open from nine to five, Monday to Friday." },
    { asked: ["where are you", "what is your address"], say: "We are at twelve River Street, by the old bridge." },
  ],
});
