/**
 * OpenAI's own realtime client, unmodified, talks to the twin over a real socket. Its types are the oracle of the events: the
 * table of their fields compiles only if it is theirs. The client insists on `wss:`; what it dials is the twin's plain port, so
 * that of TLS nothing but the name is left.
 */
import { connect } from "node:net";
import { type ServedTwin, tonalSpeech } from "@offhook/twin-kit";
import OpenAI from "openai";
import type { OpenAIRealtimeError } from "openai/realtime/index";
import { OpenAIRealtimeWS } from "openai/realtime/ws";
import type { ConversationItem, RealtimeClientEvent, RealtimeServerEvent } from "openai/resources/realtime/realtime";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NO_LATENCIES } from "./latencies.ts";
import { OpenAiTwin } from "./openai-twin.ts";
import { fieldProblems, SHAPES } from "./realtime-shapes.ts";
import { serveTwin } from "./serve-twin.ts";

type ServerEvents = { [Event in RealtimeServerEvent as Event["type"]]: Event };

const HEARD = "When are you open?";
const ANSWER = "We are open until noon.";
const [heardAudio, answer] = [tonalSpeech(HEARD).audio, tonalSpeech(ANSWER)];
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);
const PCMU = { type: "audio/pcmu" } as const;
const BY_HAND = { format: PCMU, turn_detection: null, transcription: { model: "gpt-transcribe" } } as const;
const ASKS: ConversationItem = { type: "message", role: "user", content: [{ type: "input_text", text: "My order?" }] };

/** The client, and every event that it gave out. */
class Talk {
  readonly events: RealtimeServerEvent[] = [];
  readonly errors: OpenAIRealtimeError[] = [];
  private looked = 0;
  private readonly line: OpenAIRealtimeWS;
  private wake = (): void => {};

  constructor(line: OpenAIRealtimeWS) {
    this.line = line;
    line.on("error", (error) => {
      this.errors.push(error);
      this.wake();
    });
    line.on("event", (event) => {
      this.events.push(event);
      this.wake();
    });
  }

  send(event: RealtimeClientEvent): void {
    this.line.send(event);
  }

  say(audio: Uint8Array): void {
    this.send({ type: "input_audio_buffer.append", audio: base64(audio) });
  }

  session(input: object, more: object = {}): void {
    const audio = { input, output: { format: PCMU } };
    this.send({ type: "session.update", session: { type: "realtime", audio, ...more } });
  }

  /** The next one of its type after whatever was waited for before. */
  async next<Type extends keyof ServerEvents>(type: Type): Promise<ServerEvents[Type]> {
    for (;;) {
      const at = this.events.findIndex((event, index) => index >= this.looked && event.type === type);
      if (at >= 0) {
        this.looked = at + 1;
        return this.events[at] as ServerEvents[Type];
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Of one type, so far. */
  all<Type extends keyof ServerEvents>(type: Type): ServerEvents[Type][] {
    return this.events.filter((event) => event.type === type) as ServerEvents[Type][];
  }

  async failure(): Promise<OpenAIRealtimeError> {
    while (this.errors.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.errors.shift() as OpenAIRealtimeError;
  }

  close(): void {
    this.line.close();
  }
}

describe("the vendor's realtime client", () => {
  const twin = new OpenAiTwin({ apiKey: "K", latencies: { ...NO_LATENCIES, betweenReplyMs: () => 5 } }).hears(
    () => HEARD,
  );
  let served: ServedTwin;
  const talks: Talk[] = [];
  const came = new Set<string>();
  beforeAll(async () => {
    served = await serveTwin(twin);
  });
  afterEach(() => {
    for (const talk of talks.splice(0)) {
      talk.close();
      for (const { type } of talk.events) came.add(type);
      expect(talk.events.flatMap(fieldProblems)).toEqual([]);
    }
  });
  afterAll(async () => {
    await served.close();
    // No row of the table is there for nothing.
    expect(Object.keys(SHAPES).filter((type) => !came.has(type))).toEqual([]);
  });

  const dial = (target: { model: string } | { intent: "transcription" }, apiKey = "K"): Talk => {
    const port = Number(new URL(served.baseUrl).port);
    const options = { createConnection: (() => connect(port, "127.0.0.1")) as typeof connect };
    const client = new OpenAI({ apiKey, baseURL: served.baseUrl });
    const talk = new Talk(new OpenAIRealtimeWS({ ...target, options }, client));
    talks.push(talk);
    return talk;
  };
  const open = async (): Promise<Talk> => {
    const talk = dial({ model: "gpt-realtime-2.1" });
    await talk.next("session.created");
    return talk;
  };

  it("is given a session, changes it, and is told what is wrong with a change", async () => {
    const talk = await open();
    talk.session(BY_HAND, { instructions: "Be brief." });
    const { session } = await talk.next("session.updated");
    expect(session).toMatchObject({ instructions: "Be brief.", audio: { input: { turn_detection: null } } });
    const old = { type: "realtime", modalities: ["audio"] } as unknown as { type: "realtime" };
    talk.send({ type: "session.update", event_id: "mine_7", session: old });
    const error = await talk.failure();
    expect(error.error).toMatchObject({ code: "unknown_parameter", param: "session.modalities", event_id: "mine_7" });
    talk.session(BY_HAND);
    await talk.next("session.updated");
  });

  it("hears an answer to what it said, and tells how much of it was heard", async () => {
    const talk = await open();
    twin.replies(ANSWER);
    talk.session(BY_HAND);
    talk.say(heardAudio);
    talk.send({ type: "input_audio_buffer.commit" });
    const { item_id } = await talk.next("input_audio_buffer.committed");
    expect((await talk.next("conversation.item.added")).item).toMatchObject({ id: item_id, role: "user" });
    const written = await talk.next("conversation.item.input_audio_transcription.completed");
    expect(written).toMatchObject({ item_id, transcript: HEARD });
    talk.send({ type: "response.create" });
    const { response } = await talk.next("response.done");
    expect(response).toMatchObject({ status: "completed", usage: { output_tokens: expect.any(Number) } });
    const sound = talk.all("response.output_audio.delta").map(({ delta }) => Buffer.from(delta, "base64"));
    expect(Buffer.concat(sound).equals(answer.audio)).toBe(true);
    const words = talk.all("response.output_audio_transcript.delta").map(({ delta }) => delta);
    expect(words.join("")).toBe(ANSWER);
    const spoken = talk.all("response.output_audio.done")[0]?.item_id ?? "";
    const cut = { item_id: spoken, content_index: 0, audio_end_ms: answer.words[2]?.endMs ?? 0 };
    talk.send({ type: "conversation.item.truncate", ...cut });
    expect(await talk.next("conversation.item.truncated")).toMatchObject(cut);
    talk.send({ type: "conversation.item.retrieve", item_id: spoken });
    const { item } = await talk.next("conversation.item.retrieved");
    expect(item).toMatchObject({ content: [{ type: "output_audio", transcript: "We are open" }] });
    talk.send({ type: "conversation.item.truncate", ...cut, audio_end_ms: 60_000 });
    expect((await talk.failure()).error).toMatchObject({ code: "invalid_value", param: "audio_end_ms" });
    talk.send({ type: "conversation.item.delete", item_id: spoken });
    expect(await talk.next("conversation.item.deleted")).toMatchObject({ item_id: spoken });
  });

  it("is asked for a function, gives its result, and reads the answer", async () => {
    const talk = await open();
    twin.replies({ calls: [{ id: "call_1", name: "findOrder", arguments: { number: "7" } }] }, "It has left.");
    const parameters = { type: "object", properties: { number: { type: "string" } } };
    talk.session(BY_HAND, { tools: [{ type: "function", name: "findOrder", parameters }] });
    talk.send({ type: "conversation.item.create", item: ASKS });
    talk.send({ type: "response.create" });
    const call = await talk.next("response.function_call_arguments.done");
    expect(call).toMatchObject({ call_id: "call_1", name: "findOrder", arguments: '{"number":"7"}' });
    await talk.next("response.done");
    const item = { type: "function_call_output", call_id: call.call_id, output: '{"state":"left"}' } as const;
    talk.send({ type: "conversation.item.create", item });
    talk.send({ type: "response.create", response: { output_modalities: ["text"] } });
    expect(await talk.next("response.output_text.done")).toMatchObject({ text: "It has left." });
    expect((await talk.next("response.done")).response.output).toMatchObject([{ role: "assistant" }]);
  });

  it("leaves the turns to the server: one item from the first sound to the words, and speech interrupts", async () => {
    const talk = await open();
    twin.replies(ANSWER);
    talk.session({ format: PCMU, turn_detection: { type: "server_vad" }, transcription: { model: "gpt-transcribe" } });
    talk.say(heardAudio);
    const { item_id, audio_start_ms } = await talk.next("input_audio_buffer.speech_started");
    talk.say(quiet(600));
    const stopped = await talk.next("input_audio_buffer.speech_stopped");
    expect(stopped.audio_end_ms).toBeGreaterThan(audio_start_ms);
    const committed = await talk.next("input_audio_buffer.committed");
    expect([stopped.item_id, committed.item_id]).toEqual([item_id, item_id]);
    await talk.next("response.output_audio.delta");
    talk.say(heardAudio);
    expect((await talk.next("input_audio_buffer.speech_started")).item_id).not.toBe(item_id);
    expect((await talk.next("response.done")).response).toMatchObject({
      ...{ status: "cancelled", status_details: { type: "cancelled", reason: "turn_detected" } },
    });
    talk.send({ type: "input_audio_buffer.clear" });
    await talk.next("input_audio_buffer.cleared");
  });

  it("calls an answer off, once", async () => {
    const talk = await open();
    twin.replies(ANSWER);
    talk.session(BY_HAND);
    talk.send({ type: "response.create" });
    await talk.next("response.output_audio.delta");
    talk.send({ type: "response.cancel" });
    expect((await talk.next("response.done")).response.status_details?.reason).toBe("client_cancelled");
    talk.send({ type: "response.cancel" });
    expect((await talk.failure()).error).toMatchObject({ code: "response_cancel_not_active" });
  });

  it("has speech written down in a session that answers nothing", async () => {
    const talk = dial({ intent: "transcription" });
    await talk.next("session.created");
    const audio = { input: { format: PCMU, turn_detection: null, transcription: { model: "gpt-live-transcribe" } } };
    talk.send({ type: "session.update", session: { type: "transcription", audio } });
    talk.say(heardAudio);
    talk.send({ type: "input_audio_buffer.commit" });
    const words = await talk.next("conversation.item.input_audio_transcription.completed");
    expect(words.transcript).toBe(HEARD);
  });

  it("is not let in with a wrong key", async () => {
    expect((await dial({ model: "gpt-realtime-2.1" }, "wrong").failure()).message).toContain("401");
  });
});
