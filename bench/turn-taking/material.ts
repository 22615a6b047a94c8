/** What is said, and which files hold what: the words of callers, and the recordings of each class. */

export const COMMANDS: readonly string[] = (
  "stop|wait|no|no no|hold on|excuse me|wait a second|no thanks|hello|what|sorry|that's wrong|actually no|never mind|" +
  "cancel that|go back|that's enough|not that one|listen|hang on a minute|a person please|let me speak|not tomorrow|" +
  "too expensive|say that again|can you repeat that|speak up please|I said Tuesday|not me|but why"
).split("|");

export const SENTENCES: readonly string[] = [
  "Sorry, I only wanted to know the price.",
  "Can I ask you something else?",
  "I need to change my appointment to Thursday.",
  "Actually, I would rather speak to somebody.",
  "That is not what I asked for.",
  "Do you have anything on Monday afternoon?",
  "I have already paid that invoice.",
  "My name is Daniel and I called yesterday.",
  "How much does the small one cost?",
  "Could you send me that in writing?",
  "We will be six people, not four.",
  "I cannot come in the morning.",
  "Where exactly are you located?",
  "Please cancel it, I found another one.",
  "Is there parking near your office?",
];

export const DIGIT_TEXTS: readonly string[] = ["seven", "two", "four one nine", "five five five", "nine three", "one"];

export const BACKCHANNELS: readonly string[] =
  "okay|right|yeah|uh huh|I see|yes|sure|alright|yep|oh|got it|really|great|aha|okay okay|oh okay|yeah yeah|of course|good|fine".split(
    "|",
  );

/** `|` is a pause, with how complete the words before it look: `|` in mid-phrase, `||` after a whole clause. */
export const PAUSED_TURNS: readonly string[] = [
  "I would like to | book an appointment for tomorrow.",
  "My number is | four one five | five five five | zero one two three.",
  "Can I come in on | Wednesday afternoon?",
  "I am calling about | the invoice from last month.",
  "Um | I think I need a new | appointment.",
  "My tooth has been hurting, || so I need to see somebody soon.",
  "I ordered a lamp and | it never arrived.",
  "Yes, | but only in the morning.",
  "The name is | Daniel | Miller.",
  "It was, uh | about two weeks ago.",
  "I would like to know if | you are open on Sunday.",
  "No, not Tuesday. || I meant Thursday.",
  "Could you tell me | how much a cleaning costs?",
  "We are looking for a table for | four people.",
  "I want to change the time of my | visit next week.",
  "Because I paid for it already, || I want my money back.",
  "The address is | twelve | Garden Street.",
  "I would rather come on Friday || if that is possible.",
];

export const PLAIN_TURNS: readonly string[] = [
  "I would like to book an appointment for tomorrow.",
  "What are your opening hours?",
  "Yes please.",
  "No, thank you.",
  "On Friday at ten.",
  "My name is Sarah Jones.",
  "Can I speak to a person?",
  "How much does it cost?",
  "I need to cancel my order.",
  "Tomorrow at three.",
  "That's right.",
  "Do you have parking?",
];

/** Of Asterisk's English prompts (one speaker): single words and short phrases, as commands are. */
export const ASTERISK_COMMANDS: readonly string[] = (
  "cancelled calling goodbye hello sorry im-sorry transfer one-moment-please please-try-again number hours location " +
  "minutes telephone-number time invalid extension hello-world vm-goodbye vm-sorry vm-no vm-repeat vm-delete vm-undelete " +
  "vm-next vm-prev vm-last vm-first vm-message vm-messages vm-password vm-press vm-received vm-forward vm-Urgent vm-Work " +
  "vm-Family vm-Friends added removed activated de-activated enabled disabled your with"
).split(" ");

/** Whole sentences and phrases of several words. */
export const ASTERISK_SENTENCES: readonly string[] = (
  "agent-alreadyon agent-incorrect agent-loginok agent-pass agent-user all-circuits-busy-now auth-incorrect auth-thankyou " +
  "call-fwd-no-ans call-fwd-on-busy cannot-complete-as-dialed check-number-dial-again conf-enteringno conf-full conf-getpin " +
  "conf-getconfno conf-invalid conf-invalidpin conf-kicked conf-locked conf-muted conf-onlyone conf-waitforleader " +
  "demo-abouttotry demo-moreinfo demo-nogo demo-nomatch demo-thanks dir-nomatch dir-nomore entr-num-rmv-blklist " +
  "enter-num-blacklist feature-not-avail-line from-unknown-caller if-correct-press info-about-last-call is-in-use " +
  "num-was-successfully number-not-answering pbx-invalid pbx-invalidpark pls-hold-while-try pm-invalid-option " +
  "privacy-incorrect privacy-thankyou privacy-unident queue-reporthold queue-thankyou simul-call-limit-reached " +
  "something-terribly-wrong sorry-youre-having-problems ss-noservice to-call-this-number to-listen-to-it to-rerecord-it " +
  "tt-allbusy tt-somethingwrong tt-weasels unidentified-no-callback vm-dialout vm-enter-num-to-call vm-incorrect " +
  "vm-incorrect-mailbox vm-intro vm-invalid-password vm-isonphone vm-isunavail vm-leavemsg vm-login vm-mailboxfull " +
  "vm-mismatch vm-msgsaved vm-newpassword vm-nobodyavail vm-nobox vm-nomore vm-passchanged vm-pls-try-again " +
  "vm-reachoper vm-rec-busy vm-rec-name vm-rec-unv vm-reenterpassword vm-saveoper vm-theperson vm-tooshort vm-whichbox"
).split(" ");

/** Several sentences with the speaker's own pauses between them. */
export const ASTERISK_PAUSED: readonly string[] = (
  "all-circuits-busy-now cannot-complete-as-dialed check-number-dial-again demo-congrats demo-nogo demo-nomatch demo-thanks " +
  "dir-nomatch dir-intro invalid num-was-successfully pbx-invalid privacy-prompt privacy-unident priv-recordintro " +
  "queue-thankyou simul-call-limit-reached sorry-youre-having-problems tt-allbusy vm-intro vm-rec-busy vm-rec-unv vm-newuser " +
  "vm-reachoper vm-invalid-password vm-isunavail conf-onlyone conf-invalidpin vm-mismatch vm-mailboxfull"
).split(" ");

export const ANSWER =
  "We are open from Monday to Friday between nine in the morning and six in the evening, and on Saturdays until noon. " +
  "A first visit takes about forty minutes, costs sixty dollars and includes a cleaning, a check and a plan for what comes " +
  "after it. You find us at twelve Garden Street, right beside the library, and there is parking behind the house. " +
  "If you bring the papers of your last visit along, everything goes faster.";
