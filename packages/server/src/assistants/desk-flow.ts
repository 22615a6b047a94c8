/** The open floor of the front desk: questions are answered here, errands lead into other flows. */
import type { FlowDefinition } from "@offhook/engine/flow";

const CAN_DO =
  "I can tell you our opening hours, services, prices and how to find us, book an appointment, or take a message.";

export const deskFlow: FlowDefinition = {
  id: "desk",
  start: "floor",
  nodes: {
    floor: {
      type: "listen",
      text: "Is there anything else I can do for you?",
      help: CAN_DO,
      otherwise: `I'm sorry, I can't help with that. ${CAN_DO}`,
      intents: [
        {
          id: "book",
          flow: "booking",
          examples: [
            "I'd like to book an appointment",
            "I would like to make an appointment",
            "book an appointment for tomorrow",
            "can I get an appointment",
            "I need to see a dentist",
            "I want to come in for a check-up",
            "do you have anything free on Friday",
            "schedule a visit",
            "book",
            "appointment",
            "reserve a time",
            "my tooth hurts, I need to see somebody",
          ],
        },
        {
          id: "hours",
          answer:
            "We are open from nine in the morning until six in the evening on weekdays, and from ten until four on " +
            "Saturdays and Sundays. The last appointment starts half an hour before we close.",
          examples: [
            "what are your opening hours",
            "when are you open",
            "are you open on Saturday",
            "are you open on Sunday",
            "what time do you close",
            "what time do you open",
            "opening hours",
            "until when are you open today",
            "are you open on weekends",
          ],
        },
        {
          id: "services",
          answer:
            "We do check-ups and cleaning, fillings and root canals, crowns and implants, and teeth whitening. " +
            "For children we have a dentist who takes all the time that a first visit needs.",
          examples: [
            "what services do you offer",
            "what do you do",
            "do you do teeth whitening",
            "do you treat children",
            "do you do implants",
            "which treatments do you have",
            "can you do root canals",
            "do you do cleaning",
          ],
        },
        {
          id: "prices",
          answer:
            "A check-up with cleaning costs sixty euros, and a filling starts at eighty euros. Whitening costs two " +
            "hundred and forty euros. You will get a written estimate before any larger treatment begins.",
          examples: [
            "how much does it cost",
            "what are your prices",
            "how much is a check-up",
            "how much is a filling",
            "how much is whitening",
            "what does a cleaning cost",
            "price list",
            "is it expensive",
          ],
        },
        {
          id: "directions",
          answer:
            "You will find us on River Street, next to the old bridge. The tram stops right at the door, and there is " +
            "free parking for our patients behind the house.",
          examples: [
            "where are you",
            "what is your address",
            "how do I get there",
            "how do I find you",
            "is there parking",
            "where can I park my car",
            "which tram stops there",
            "directions please",
            "where are you located",
          ],
        },
        {
          id: "message",
          flow: "message",
          examples: [
            "can I leave a message",
            "take a message please",
            "tell the doctor to call me back",
            "I want to leave a message for the doctor",
            "ask somebody to call me back",
            "call me back",
          ],
        },
        {
          id: "cancel",
          answer:
            "I can't move or cancel appointments myself. Please leave a message with your name and number, and a " +
            "colleague of mine will call you back to change it.",
          examples: [
            "I need to cancel my appointment",
            "can I move my appointment",
            "reschedule my appointment",
            "change my appointment",
          ],
        },
        {
          id: "nothing",
          node: "bye",
          examples: [
            "no thank you",
            "no that's all",
            "nothing else",
            "no thanks",
            "no",
            "that would be all",
            "that's it",
          ],
        },
      ],
    },
    bye: { type: "end", text: "Thank you for calling Riverside Dental. Goodbye!" },
  },
};
