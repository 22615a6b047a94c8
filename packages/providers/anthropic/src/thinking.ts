/** How each model is told to think as little as it can: a caller waits. By the vendor's table of thinking by model. */

/** What a request says about it, and the tokens that thoughts may take besides the words. */
export interface LittleThinking {
  fields: Readonly<Record<string, unknown>>;
  roomForThoughts: number;
}

const NONE: LittleThinking = Object.freeze({ fields: {}, roomForThoughts: 0 });
const DISABLED: LittleThinking = Object.freeze({ fields: { thinking: { type: "disabled" } }, roomForThoughts: 0 });
/** Sonnet 5.5 refuses `disabled`, and takes this in its place. */
const BETWEEN_TOOLS: LittleThinking = Object.freeze({
  fields: { thinking: { type: "between_tools" }, output_config: { effort: "low" } },
  roomForThoughts: 1_024,
});
/** Those that always think: an effort is all they can be told. */
const LOW_EFFORT: LittleThinking = Object.freeze({
  fields: { output_config: { effort: "low" } },
  roomForThoughts: 4_096,
});

/**
 * Up to the 4.6 models nobody thinks unasked, and asking them not to is needless. Later models are taken for those that
 * think unless they are known to take `disabled`: a wrong `disabled` refuses every request, needless room costs nothing.
 * https://platform.claude.com/docs/en/build-with-claude/thinking-troubleshooting
 */
export function littleThinking(model: string): LittleThinking {
  if (/^claude-(3|[a-z]+-4(-[0-6])?(-\d{8})?$)/.test(model)) return NONE;
  if (/^claude-sonnet-5-5/.test(model)) return BETWEEN_TOOLS;
  if (/^claude-(haiku-5-5|sonnet-5)(-\d{8})?$/.test(model)) return DISABLED;
  return /^claude-/.test(model) ? LOW_EFFORT : NONE;
}
