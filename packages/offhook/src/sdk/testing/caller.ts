/**
 * A caller who speaks text: lines in their order, and things that are said whenever they are asked for. What a patient
 * person does anyway needs no line: a value that is read back right is confirmed, and a "shall I book it?" gets a yes.
 */

export type CallerMove =
  | { do: "say"; text: string }
  /** Spoken while the agent speaks. */
  | { do: "interrupt"; text: string }
  | { do: "press"; keys: string }
  | { do: "hang-up" };

interface Reply {
  to: RegExp;
  move: CallerMove;
  /** How often the caller says it at most. */
  left: number;
}

/** A value is told again where it was not understood, but not for ever. */
const MOST_TELLINGS = 3;

const ASKS_NAME = /\b(?:your|just your) name\b|как вас зовут|ваше имя/iu;
const ASKS_PHONE = /\b(?:phone|number)\b[^.!]*\?|digit by digit|номер[^.!]*\?|какой[^.!]*телефон/iu;
const READ_BACK = /\bis that right\?|верно\?/iu;
const SHALL_I = /\b(?:shall|should|may) i\b[^.!]*\?|is that (?:correct|all right|ok)\?/iu;
const ANYTHING_ELSE = /\banything else\b[^.!]*\?|ещё чем-то помочь\?/iu;

export class Caller {
  private readonly lines: CallerMove[] = [];
  private readonly replies: Reply[] = [];

  /** The next thing to say, when it is the caller's turn. */
  says(text: string): this {
    this.lines.push({ do: "say", text });
    return this;
  }

  /** Said once, as soon as the agent's words fit. */
  answers(to: RegExp | string, text: string): this {
    this.replies.push({ to: asPattern(to), move: { do: "say", text }, left: 1 });
    return this;
  }

  /** Takes this as soon as it is offered, in the offer's own words. */
  accepts(offer: string): this {
    return this.answers(offer, `${offer}, please`);
  }

  /** Told whenever it is asked for. */
  name(name: string): this {
    return this.tells(ASKS_NAME, name);
  }

  /** As it is spoken: "four one five, five five five, …". */
  phone(number: string): this {
    return this.tells(ASKS_PHONE, number);
  }

  /** Cuts in while the agent speaks. */
  interrupts(text: string): this {
    this.lines.push({ do: "interrupt", text });
    return this;
  }

  presses(keys: string): this {
    this.lines.push({ do: "press", keys });
    return this;
  }

  hangsUp(): this {
    this.lines.push({ do: "hang-up" });
    return this;
  }

  private tells(to: RegExp, text: string): this {
    this.replies.push({ to, move: { do: "say", text }, left: MOST_TELLINGS });
    return this;
  }

  /** A call's own copy: the same caller may call again. */
  begin(): CallerMind {
    return new CallerMind(
      [...this.lines],
      this.replies.map((reply) => ({ ...reply })),
    );
  }
}

/** What one caller still has to say in one call. */
export class CallerMind {
  private readonly lines: CallerMove[];
  private readonly replies: Reply[];

  constructor(lines: CallerMove[], replies: Reply[]) {
    this.lines = lines;
    this.replies = replies;
  }

  get wantsToInterrupt(): boolean {
    return this.lines[0]?.do === "interrupt";
  }

  /** `agentSaid`: everything heard since the caller last spoke. Null: nothing left to say. */
  next(agentSaid: string): CallerMove | null {
    const reply = this.replies.find((one) => one.left > 0 && one.to.test(agentSaid));
    if (reply) {
      reply.left -= 1;
      return reply.move;
    }
    if (READ_BACK.test(agentSaid)) return { do: "say", text: "yes" };
    const line = this.lines.shift();
    if (line) return line;
    if (SHALL_I.test(agentSaid)) return { do: "say", text: "yes please" };
    return ANYTHING_ELSE.test(agentSaid) ? { do: "say", text: "no, that's all" } : null;
  }
}

/** `caller().says("tomorrow at ten").accepts("half past ten").name("John Smith")` */
export const caller = (): Caller => new Caller();

function asPattern(words: RegExp | string): RegExp {
  if (typeof words !== "string") return words;
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "iu");
}
