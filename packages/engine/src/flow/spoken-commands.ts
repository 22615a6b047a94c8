/** What callers say to a dialogue itself, anywhere in it: "what?", "go back", "help". */
import { isFarewell, normalise } from "../conversation/words.ts";

export type SpokenCommand = "repeat" | "slower" | "back" | "start-over" | "help" | "farewell";

const COMMANDS: readonly [SpokenCommand, RegExp][] = [
  ["repeat", /^(what|pardon|sorry|excuse me|come again|huh|hello hello|hello|repeat|что|не понял|не поняла)$/],
  [
    "repeat",
    /\b(say (that|it) again|repeat that|repeat please|what did you say|didn't (hear|catch|get)( that)?|what was that)\b|повтори/u,
  ],
  ["slower", /\b(slower|more slowly|slow down|too fast)\b|медленнее|помедленнее/u],
  ["back", /^(please )?(go back|back|previous question|one step back)( please)?$|^назад$/u],
  ["start-over", /\b(start over|start again|from the beginning)\b|начать сначала|сначала/u],
  ["help", /^(help|help me|what can i say|what are my options|options)( please)?$|^помощь|помогите$/u],
];

export function spokenCommand(text: string): SpokenCommand | null {
  const words = normalise(text);
  if (words === "" || words.split(" ").length > 9) return null;
  const found = COMMANDS.find(([, pattern]) => pattern.test(words));
  if (found) return found[0];
  return isFarewell(text) ? "farewell" : null;
}

/** Yes or no where nothing cleverer is at hand. */
export function yesOrNo(text: string): boolean | null {
  const words = normalise(text);
  if (
    /^(no|nope|nah|not|wrong|incorrect|нет|неверно)\b|^(нет|неверно)|\b(not right|that's wrong|no thank)/u.test(words)
  )
    return false;
  if (
    /^(yes|yeah|yep|yup|correct|right|sure|exactly|okay|ok|please do|that's right|go ahead|absolutely|of course)\b|^(да|верно|конечно|хорошо)/u.test(
      words,
    )
  ) {
    return true;
  }
  return null;
}
