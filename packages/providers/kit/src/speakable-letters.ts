/** Cleans text deltas of what can neither be spoken nor stored, and keeps a letter whole that came in two halves. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for: PostgreSQL stores no NUL, and no voice says the others
const UNSPEAKABLE = /[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/g;
/** JSON may write an emoji as two escapes, and a server may cut between them. */
const HALF_AT_END = /[\ud800-\udbff]$/;
const LONE_HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export class SpeakableLetters {
  private half = "";

  take(delta: string): string {
    const text = this.half + delta;
    this.half = HALF_AT_END.exec(text)?.[0] ?? "";
    const whole = this.half ? text.slice(0, -1) : text;
    return whole.replace(UNSPEAKABLE, "").replace(LONE_HALVES, "");
  }
}
