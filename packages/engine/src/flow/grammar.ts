/** Compiles what a slot expects into a JSGF grammar for the closed transcriber. Null where speech is open. */
import type { SlotSpec } from "./definition.ts";

const YES_NO =
  "<yes> | <no>; <yes> = yes | yeah | yep | correct | right | that's right | that is right | yes please | sure | okay; " +
  "<no> = no | nope | no thanks | no thank you | wrong | that's wrong | that is wrong | not right";
const DIGIT = "<d> = zero | oh | one | two | three | four | five | six | seven | eight | nine";
const DAY_NAMES = "monday | tuesday | wednesday | thursday | friday | saturday | sunday";
const MONTHS =
  "january | february | march | april | may | june | july | august | september | october | november | december";
const ORDINALS =
  "first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | eleventh | twelfth | " +
  "thirteenth | fourteenth | fifteenth | sixteenth | seventeenth | eighteenth | nineteenth | twentieth | " +
  "twenty first | twenty second | twenty third | twenty fourth | twenty fifth | twenty sixth | twenty seventh | " +
  "twenty eighth | twenty ninth | thirtieth | thirty first";
const HOURS = "one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve";
const MINUTES = "fifteen | thirty | forty five | oh five | ten | twenty | forty | fifty | twenty five | thirty five";
const DAY_PART = "in the morning | in the afternoon | in the evening | a m | p m | o'clock";

// A day and a time are often said in one breath, whichever was asked for.
const DATE =
  "<date> = today | tomorrow | the day after tomorrow | [next | this] <day> | [<day>] [the] <nth> [of <month>] | " +
  `<month> [the] <nth>; <day> = ${DAY_NAMES}; <nth> = ${ORDINALS}; <month> = ${MONTHS}`;
const TIME =
  "<time> = <hour> [<minute>] [<part>] | half past <hour> [<part>] | quarter (past | to) <hour> [<part>] | noon | midday; " +
  `<hour> = ${HOURS}; <minute> = ${MINUTES}; <part> = ${DAY_PART}`;

function ruleFor(spec: SlotSpec): string | null {
  switch (spec.kind) {
    case "yes-no":
      return YES_NO;
    case "digits":
    case "phone":
      return `[it's | my number is] (<d> | double <d> | triple <d>)+; ${DIGIT}`;
    case "date":
      return `[on | no | for] <date> [[at] <time>] [please]; ${DATE}; ${TIME}`;
    case "time":
      return `[at | around | no] <time> [please] | [on] <date> [at] <time> [please]; ${TIME}; ${DATE}`;
    case "choice":
      return choiceRule(spec);
    default:
      return null;
  }
}

function choiceRule(spec: SlotSpec): string | null {
  const says = (spec.choices ?? []).flatMap((choice) => [choice.label, ...(choice.says ?? [])]);
  const plain = says.map((text) =>
    text
      .toLowerCase()
      .replace(/[^a-z' ]/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
  const spoken = [...new Set(plain.filter(Boolean))];
  // A choice that has no letters to say (times, numbers) is left to open speech.
  if (spoken.length < (spec.choices?.length ?? 0) || spoken.length === 0) return null;
  return `[the] <choice> [one] [please]; <choice> = ${spoken.join(" | ")}`;
}

/** A complete grammar whose public rule is `answer`. */
export function grammarFor(spec: SlotSpec): string | null {
  const rule = ruleFor(spec);
  return rule === null ? null : `#JSGF V1.0;\ngrammar answer;\npublic <answer> = ${rule};\n`;
}
