/**
 * What the vendor believes was said, kept in agreement with what the call knows: which of the call's messages the vendor has,
 * by which items, and what must be sent so that it has them all. Pure: it makes events and sends none.
 */
import type { ModelMessage } from "@offhook/engine/ports";
import { callItem, messageItem, resultItem, type WireItem } from "./conversation-item.ts";
import { type OwnReply, takeApart } from "./own-reply.ts";

export type RecordEvent =
  | { type: "conversation.item.create"; item: WireItem; previous_item_id?: string }
  | { type: "conversation.item.delete"; item_id: string };

export interface Agreement {
  /** In this order. */
  events: RecordEvent[];
  /** The sound that waits is the caller's last message: `commit` makes it an item. */
  commit: boolean;
  /** The sound that waits is of turns that others have answered: they are told as text. */
  clear: boolean;
}

interface Entry {
  message: ModelMessage;
  itemIds: string[];
  /** The caller's words, heard by the vendor itself. */
  isSound: boolean;
}

/** Own replies whose calls were made and whose words nobody has heard yet. */
const MOST_REPLIES = 8;

type Assistant = Extract<ModelMessage, { role: "assistant" }>;

export class ConversationRecord {
  private entries: Entry[] = [];
  /** Of this session, and found in no message yet. */
  private replies: OwnReply[] = [];
  /** Entries whose sound was committed and has no item's name yet, in the order of the commits. */
  private readonly naming: (Entry | null)[] = [];
  /** Calls that the vendor has, and those whose results it has. */
  private readonly calls = new Set<string>();
  private readonly results = new Set<string>();
  private made = 0;
  private events: RecordEvent[] = [];

  /** Begins to be said: until a message has it, it is not known whether the caller heard any of it. */
  began(reply: OwnReply): void {
    this.replies.push(reply);
  }

  /** The vendor has made an item of the oldest commit. */
  committed(itemId: string): void {
    const entry = this.naming.shift();
    entry?.itemIds.push(itemId);
  }

  /** The oldest commit was refused. */
  notCommitted(): void {
    this.naming.shift();
  }

  /** An item is there no more, for a reason of its own. */
  forget(itemId: string): void {
    for (const { itemIds } of [...this.entries, ...this.replies]) {
      const index = itemIds.indexOf(itemId);
      if (index >= 0) itemIds.splice(index, 1);
    }
  }

  /** `messages` without the instructions. `hasSound`: the caller has spoken since the last commit. */
  agree(messages: readonly ModelMessage[], hasSound: boolean): Agreement {
    this.events = [];
    const known = this.commonLength(messages);
    for (const entry of this.entries.splice(known)) this.drop(entry);
    for (const [index, entry] of this.entries.entries()) this.grow(entry, messages[index] ?? entry.message, index);
    const fresh = messages.slice(known);
    const last = messages.at(-1);
    const turns = fresh.filter(({ role }) => role === "user").length;
    // Asked about before, and the caller has gone on since.
    const goesOn = fresh.length === 0 && this.entries.at(-1)?.isSound === true;
    const commit = hasSound && isSpoken(last) && (goesOn || (turns === 1 && fresh.at(-1) === last));
    for (const message of fresh) this.add(message, commit && message === last);
    const entry = this.entries.at(-1);
    if (goesOn && commit) this.naming.push(entry ?? null);
    if (entry && last) entry.message = last;
    this.dropUnheard();
    return { events: this.events, commit, clear: hasSound && !commit && turns > 1 };
  }

  /** How many messages the vendor has already. */
  private commonLength(messages: readonly ModelMessage[]): number {
    const differs = this.entries.findIndex((entry, index) => !agrees(entry, messages[index]));
    return differs < 0 ? this.entries.length : differs;
  }

  /** An agent's message becomes longer while nobody else speaks. */
  private grow(entry: Entry, message: ModelMessage, index: number): void {
    if (entry.message.role !== "assistant" || message.role !== "assistant") return;
    const more = message.content.slice(entry.message.content.length);
    const isLast = index === this.entries.length - 1;
    this.said(entry, more, isLast ? undefined : this.lastItemBefore(index + 1));
    entry.message = message;
  }

  private add(message: ModelMessage, isSound: boolean): void {
    const entry: Entry = { message, itemIds: [], isSound };
    this.entries.push(entry);
    if (isSound) return void this.naming.push(entry);
    if (message.role === "tool") return this.addResult(entry, message.toolCallId, message.content);
    if (message.role === "assistant") return this.addAssistant(entry, message);
    if (message.content.trim() !== "") this.create(entry, messageItem(message.role, message.content));
  }

  private addAssistant(entry: Entry, { content, toolCalls = [] }: Assistant): void {
    const own = this.replies.find(({ callIds }) => toolCalls.some(({ id }) => callIds.includes(id)));
    if (own) this.addOwnCalls(entry, own);
    else this.said(entry, content);
    for (const call of toolCalls) {
      if (this.calls.has(call.id)) continue;
      this.calls.add(call.id);
      this.create(entry, callItem(call));
    }
  }

  private addOwnCalls(entry: Entry, own: OwnReply): void {
    for (const id of own.callIds) this.calls.add(id);
    entry.itemIds.push(...own.itemIds);
    // Words said with the calls are told once more when they were heard: then they are known.
    if (own.text.trim() === "") this.replies = this.replies.filter((one) => one !== own);
  }

  private addResult(entry: Entry, callId: string, content: string): void {
    // Without its call it would be refused.
    if (!this.calls.has(callId) || this.results.has(callId)) return;
    this.results.add(callId);
    this.create(entry, resultItem(callId, content));
  }

  /** What the agent said: own replies are there, the rest is added at its place. */
  private said(entry: Entry, text: string, after?: string): void {
    const stretches = takeApart(text, this.replies);
    let place = after;
    for (const [index, stretch] of stretches.entries()) {
      if ("own" in stretch) {
        const listed = new Set(this.entries.flatMap(({ itemIds }) => itemIds));
        entry.itemIds.push(...stretch.own.itemIds.filter((id) => !listed.has(id)));
        place = after === undefined ? undefined : (stretch.own.itemIds.at(-1) ?? after);
        this.replies = this.replies.filter((one) => one !== stretch.own);
        continue;
      }
      const ownFollows = stretches.slice(index + 1).some((one) => "own" in one);
      const previous = ownFollows ? (place ?? this.lastItemBefore(this.entries.indexOf(entry))) : place;
      place = this.create(entry, messageItem("assistant", stretch.text), previous);
      if (after === undefined && !ownFollows) place = undefined;
    }
  }

  /** The item that stands before this entry's own. */
  private lastItemBefore(index: number): string {
    return (
      this.entries
        .slice(0, index)
        .findLast(({ itemIds }) => itemIds.length > 0)
        ?.itemIds.at(-1) ?? "root"
    );
  }

  private create(entry: Entry, item: WireItem, previous?: string): string {
    this.made += 1;
    const id = `told_${this.made}`;
    entry.itemIds.push(id);
    const place = previous === undefined ? {} : { previous_item_id: previous };
    this.events.push({ type: "conversation.item.create", item: { id, ...item }, ...place });
    return id;
  }

  /** Replies that no message has: the caller heard nothing of them. Their calls may stand in one, and were made then. */
  private dropUnheard(): void {
    const isUnheard = ({ isSettled, callIds }: OwnReply): boolean =>
      isSettled && !callIds.some((id) => this.calls.has(id));
    for (const reply of this.replies.filter(isUnheard)) this.delete(reply.itemIds.splice(0));
    this.replies = this.replies.filter((reply) => !isUnheard(reply)).slice(-MOST_REPLIES);
  }

  private drop(entry: Entry): void {
    const naming = this.naming.indexOf(entry);
    if (naming >= 0) this.naming[naming] = null;
    if (entry.message.role === "assistant") {
      for (const { id } of entry.message.toolCalls ?? []) this.calls.delete(id);
    }
    if (entry.message.role === "tool") this.results.delete(entry.message.toolCallId);
    this.delete(entry.itemIds);
  }

  private delete(itemIds: readonly string[]): void {
    this.events.push(...itemIds.map((item_id) => ({ type: "conversation.item.delete" as const, item_id })));
  }
}

/** Keys, and other things that nobody says, are told in brackets. */
const isSpoken = (message: ModelMessage | undefined): boolean =>
  message?.role === "user" && !message.content.startsWith("(");

/** Does the vendor have this message, or its beginning? */
function agrees({ message: known, isSound }: Entry, message: ModelMessage | undefined): boolean {
  if (known.role === "tool") return message?.role === "tool" && message.toolCallId === known.toolCallId;
  if (known.role !== "assistant") {
    // What the vendor heard itself needs no words of ours.
    return message?.role === known.role && (isSound || message.content === known.content);
  }
  if (message?.role !== "assistant") return false;
  const [calls, others] = [known.toolCalls ?? [], message.toolCalls ?? []];
  const sameCalls = calls.length === others.length && calls.every(({ id }, index) => id === others[index]?.id);
  return sameCalls && message.content.startsWith(known.content);
}
