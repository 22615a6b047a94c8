/**
 * Streams of one call that overlap in time: the older one still says its last words while the newer one already hears. What
 * the newer one says waits, so that words come in the order in which they were spoken.
 */
import type { CloudAnswer } from "./answer-message.ts";
import type { SpeechStream } from "./speech-stream.ts";

interface Waiting {
  stream: SpeechStream;
  answers: CloudAnswer[];
  ended: boolean;
}

export interface InOrder {
  answer(stream: SpeechStream, answer: CloudAnswer): void;
  /** It ended well. */
  ended(stream: SpeechStream): void;
}

export class StreamOrder {
  private readonly listener: InOrder;
  private queue: Waiting[] = [];

  constructor(listener: InOrder) {
    this.listener = listener;
  }

  add(stream: SpeechStream): void {
    this.queue.push({ stream, answers: [], ended: false });
  }

  answer(stream: SpeechStream, answer: CloudAnswer): void {
    this.queue.find((one) => one.stream === stream)?.answers.push(answer);
    this.advance();
  }

  ended(stream: SpeechStream): void {
    const ended = this.queue.find((one) => one.stream === stream);
    if (ended) ended.ended = true;
    this.advance();
  }

  /** It was dropped: what it said is not heard. */
  remove(stream: SpeechStream): void {
    this.queue = this.queue.filter((one) => one.stream !== stream);
  }

  /** All of them are dropped. */
  clear(): void {
    for (const { stream } of this.queue.splice(0)) stream.drop();
  }

  private advance(): void {
    for (let first = this.queue[0]; first; first = this.queue[0]) {
      for (const answer of first.answers.splice(0)) this.listener.answer(first.stream, answer);
      if (!first.ended || this.queue[0] !== first) return;
      this.queue.shift();
      this.listener.ended(first.stream);
    }
  }
}
