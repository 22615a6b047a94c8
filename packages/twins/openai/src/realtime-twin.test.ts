/** The realtime twin by itself: what it accepts, in which order it answers, and what it then believes. */
import { mulawToPcm, resample } from "@offhook/engine/audio";
import { VirtualClock } from "@offhook/engine/testing";
import { type TwinConversation, tonalSpeech, type Wire } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { NO_LATENCIES } from "./latencies.ts";
import { OpenAiTwin, type OpenAiTwinOptions } from "./openai-twin.ts";
import type { RealtimeAnswer } from "./spoken-reply.ts";

type Event = Record<string, unknown> & { type: string };

const HEARD = "When are you open?";
const ANSWER = "We are open until noon.";
const [heardAudio, answer] = [tonalSpeech(HEARD).audio, tonalSpeech(ANSWER)];
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);
const PCMU = { format: { type: "audio/pcmu" } };

class Client {
  readonly clock = new VirtualClock();
  readonly twin: OpenAiTwin;
  readonly events: Event[] = [];
  closedWith: string | null = null;
  private readonly talk: TwinConversation;

  constructor(query = "model=gpt-realtime-2.1", options: OpenAiTwinOptions = {}) {
    const { clock } = this;
    this.twin = new OpenAiTwin({ clock, latencies: NO_LATENCIES, ...options }).hears(() => HEARD);
    const opening = this.open(query, "Bearer K");
    if (typeof opening !== "function") throw new Error(`Refused: ${JSON.stringify(opening)}`);
    const wire: Wire = {
      send: (message) => void this.events.push(JSON.parse(String(message)) as Event),
      close: (code, reason) => {
        this.closedWith = `${code} ${reason}`;
      },
      reset: () => {},
    };
    this.talk = opening(wire);
    this.run();
  }

  open(query: string, authorization?: string) {
    const headers = authorization ? { authorization } : {};
    const url = { path: "/v1/realtime", query: new URLSearchParams(query) };
    return this.twin.open({ method: "GET", ...url, headers, body: "" });
  }

  send(type: string, fields: Record<string, unknown> = {}): Event[] {
    const { length } = this.events;
    this.talk.text(JSON.stringify({ type, event_id: "c1", ...fields }));
    this.run();
    return this.events.slice(length);
  }

  say(audio: Uint8Array): Event[] {
    return this.send("input_audio_buffer.append", { audio: base64(audio) });
  }

  session(audio: Record<string, unknown>): Event[] {
    return this.send("session.update", { session: { type: "realtime", audio } });
  }

  run(ms = 0): void {
    const until = this.clock.nowMs() + ms;
    while (this.clock.runNext(until));
    this.clock.moveTo(until);
  }

  get conversation(): string[] {
    return (this.twin.seenRealtime[0]?.conversation ?? []).map(
      ({ role, type, content }) => `${role ?? type}: ${content?.[0]?.text ?? content?.[0]?.transcript ?? ""}`,
    );
  }
}

const types = (events: readonly Event[]): string[] => events.map(({ type }) => type);
const errorIn = (events: readonly Event[]) => events.find(({ type }) => type === "error")?.error;

describe("a realtime opening", () => {
  it("needs a key, exactly one of model, intent and call, and no beta", () => {
    const client = new Client();
    const status = (query: string, authorization?: string) => {
      const opening = client.open(query, authorization);
      return typeof opening === "object" ? opening.status : opening;
    };
    expect(status("model=gpt-realtime-2.1")).toBe(401);
    expect(status("", "Bearer K")).toBe(400);
    expect(status("model=gpt-realtime-2.1&intent=transcription", "Bearer K")).toBe(400);
    expect(status("intent=dictation", "Bearer K")).toBe(400);
    expect(status("model=gpt-9", "Bearer K")).toBe(404);
    expect(status("intent=transcription", "Bearer K")).toBeTypeOf("function");
    const strict = new OpenAiTwin({ apiKey: "K" });
    const request = { method: "GET", path: "/v1/realtime", query: new URLSearchParams("model=gpt-realtime"), body: "" };
    expect(strict.open({ ...request, headers: { authorization: "Bearer no" } })).toMatchObject({ status: 401 });
    const beta = { authorization: "Bearer K", "openai-beta": "realtime=v1" };
    expect(strict.open({ ...request, headers: beta })).toMatchObject({ status: 400 });
  });

  it("is answered with the whole session at once", () => {
    const { events } = new Client();
    expect(types(events)).toEqual(["session.created"]);
    expect(events[0]?.session).toMatchObject({
      ...{ type: "realtime", model: "gpt-realtime-2.1", output_modalities: ["audio"], tool_choice: "auto" },
      audio: { input: { format: { type: "audio/pcm", rate: 24_000 }, turn_detection: { type: "server_vad" } } },
    });
  });
});

describe("a session update", () => {
  it("is merged field by field", () => {
    const client = new Client();
    client.session({ input: PCMU });
    const [updated] = client.session({ input: { turn_detection: null }, output: { voice: "cedar" } });
    expect(updated).toMatchObject({
      type: "session.updated",
      session: {
        audio: {
          input: { format: { type: "audio/pcmu" }, turn_detection: null, noise_reduction: null },
          output: { format: { type: "audio/pcm" }, voice: "cedar", speed: 1 },
        },
      },
    });
  });

  it.each([
    [{ type: "realtime", modalities: ["audio"] }, "unknown_parameter", "session.modalities"],
    [{ type: "realtime", audio: { input: { format: "g711_ulaw" } } }, "invalid_value", "session.audio.input.format"],
    [{ type: "realtime", audio: { output: { voice: "nobody" } } }, "invalid_value", "session.audio.output.voice"],
    [{ type: "realtime", model: "gpt-realtime-mini" }, "invalid_value", "session.model"],
    [{ type: "transcription" }, "invalid_value", "session.type"],
    [{ instructions: "x" }, "missing_required_parameter", "session.type"],
    [
      { type: "realtime", tools: [{ type: "function", function: { name: "f" } }] },
      "missing_required_parameter",
      "session.tools[0].name",
    ],
  ])("%j is refused, and changes nothing", (session, code, param) => {
    const client = new Client();
    const before = client.twin.seenRealtime[0]?.session;
    const events = client.send("session.update", { session });
    expect(types(events)).toEqual(["error"]);
    expect(errorIn(events)).toMatchObject({ type: "invalid_request_error", code, param, event_id: "c1" });
    expect(client.twin.seenRealtime[0]?.session).toBe(before);
  });
});

describe("a conversation", () => {
  const manual = (...answers: (RealtimeAnswer | string)[]): Client => {
    const client = new Client();
    client.twin.replies(...answers);
    client.session({
      input: { ...PCMU, turn_detection: null, transcription: { model: "gpt-transcribe" } },
      output: PCMU,
    });
    return client;
  };

  it("takes sound without a word, makes an item of it, and writes it down", () => {
    const client = manual();
    expect(client.say(heardAudio)).toEqual([]);
    const events = client.send("input_audio_buffer.commit");
    const written = "conversation.item.input_audio_transcription";
    expect([...new Set(types(events))]).toEqual([
      ...["input_audio_buffer.committed", "conversation.item.added", "conversation.item.done"],
      ...[`${written}.delta`, `${written}.completed`],
    ]);
    expect(events.at(-1)).toMatchObject({ transcript: HEARD, item_id: events[0]?.item_id });
    expect(errorIn(client.send("input_audio_buffer.commit"))).toMatchObject({
      code: "input_audio_buffer_commit_empty",
    });
    client.say(quiet(50));
    client.send("input_audio_buffer.clear");
    expect(errorIn(client.send("input_audio_buffer.commit"))).toMatchObject({
      code: "input_audio_buffer_commit_empty",
    });
  });

  it("answers in the vendor's order, with sound in the session's format", () => {
    const client = manual(ANSWER);
    const events = client.send("response.create");
    expect([...new Set(types(events))]).toEqual([
      ...["response.created", "rate_limits.updated", "response.output_item.added", "conversation.item.added"],
      ...["response.content_part.added", "response.output_audio_transcript.delta", "response.output_audio.delta"],
      ...["response.output_audio.done", "response.output_audio_transcript.done", "response.content_part.done"],
      ...["response.output_item.done", "conversation.item.done", "response.done"],
    ]);
    const sound = events.filter(({ type }) => type === "response.output_audio.delta").map(({ delta }) => String(delta));
    expect(Buffer.concat(sound.map((one) => Buffer.from(one, "base64"))).equals(answer.audio)).toBe(true);
    expect(events.at(-1)).toMatchObject({ response: { status: "completed", output: [{ role: "assistant" }] } });
    expect(client.conversation).toEqual([`assistant: ${ANSWER}`]);
  });

  it("makes one response at a time, and stops it when told", () => {
    const client = new Client("model=gpt-realtime-2.1", {
      latencies: { ...NO_LATENCIES, firstReplyMs: () => 100, betweenReplyMs: () => 20 },
    });
    client.twin.replies(ANSWER);
    client.send("response.create");
    client.run(130);
    expect(errorIn(client.send("response.create"))).toMatchObject({ code: "conversation_already_has_active_response" });
    const events = client.send("response.cancel");
    expect(types(events)).toContain("response.output_audio.done");
    expect(events.at(-1)).toMatchObject({
      response: { status: "cancelled", status_details: { reason: "client_cancelled" } },
    });
    expect(errorIn(client.send("response.cancel"))).toMatchObject({ code: "response_cancel_not_active" });
    const { length } = client.events;
    client.run(5_000);
    expect(client.events.length).toBe(length);
  });

  it("forgets what was not heard, and refuses to forget more than there was", () => {
    const client = manual(ANSWER);
    client.send("response.create");
    const { id } = client.twin.seenRealtime[0]?.conversation[0] ?? {};
    const cut = { item_id: id, content_index: 0 };
    expect(errorIn(client.send("conversation.item.truncate", { ...cut, audio_end_ms: 60_000 }))).toMatchObject({
      code: "invalid_value",
    });
    const endMs = answer.words[2]?.endMs ?? 0;
    client.send("conversation.item.truncate", { ...cut, audio_end_ms: endMs });
    expect(client.conversation).toEqual(["assistant: We are open"]);
    client.send("conversation.item.delete", { item_id: id });
    expect(client.conversation).toEqual([]);
    expect(errorIn(client.send("conversation.item.delete", { item_id: id }))).toMatchObject({ param: "item_id" });
  });

  it("takes items at their place, of the roles and contents that there are", () => {
    const client = manual();
    const item = (role: string, type: string, text: string) => ({ type: "message", role, content: [{ type, text }] });
    const create = (value: object, previous?: string) =>
      client.send("conversation.item.create", { item: value, ...(previous ? { previous_item_id: previous } : {}) });
    create({ id: "one", ...item("user", "input_text", "Hi.") });
    create({ ...item("assistant", "output_text", "Hello."), id: "nought" }, "root");
    create(item("system", "input_text", "Be brief."), "one");
    expect(client.conversation).toEqual(["assistant: Hello.", "user: Hi.", "system: Be brief."]);
    expect(errorIn(create(item("assistant", "input_text", "no")))).toMatchObject({ code: "invalid_value" });
    expect(errorIn(create(item("user", "input_text", "no"), "nowhere"))).toMatchObject({ param: "previous_item_id" });
    expect(errorIn(create({ id: "one", ...item("user", "input_text", "no") }))).toMatchObject({ param: "item.id" });
    const output = { type: "function_call_output", call_id: "call_9", output: "7" };
    expect(errorIn(create(output))).toMatchObject({ param: "item.call_id" });
    create({ type: "function_call", call_id: "call_9", name: "f", arguments: "{}" });
    expect(errorIn(create(output))).toBeUndefined();
  });

  it("gives a call's arguments in parts and whole", () => {
    const client = manual({ calls: [{ id: "call_1", name: "f", arguments: { orderNumber: "12345" } }] });
    const events = client.send("response.create");
    const parts = events.filter(({ type }) => type === "response.function_call_arguments.delta");
    expect(parts.map(({ delta }) => delta).join("")).toBe('{"orderNumber":"12345"}');
    expect(events.find(({ type }) => type === "response.function_call_arguments.done")).toMatchObject({
      ...{ call_id: "call_1", name: "f", arguments: '{"orderNumber":"12345"}' },
    });
  });

  it("takes turns by itself where it may: speech interrupts, silence is answered", () => {
    const client = new Client("model=gpt-realtime-2.1", { latencies: { ...NO_LATENCIES, betweenReplyMs: () => 50 } });
    client.twin.replies(ANSWER, "Fine.");
    client.session({ input: PCMU, output: PCMU });
    client.say(heardAudio);
    expect(types(client.events)).toContain("input_audio_buffer.speech_started");
    const events = client.say(quiet(600));
    expect(types(events).slice(0, 2)).toEqual(["input_audio_buffer.speech_stopped", "input_audio_buffer.committed"]);
    expect(types(events)).toContain("response.created");
    const interrupted = client.say(heardAudio);
    expect(interrupted.at(-1)).toMatchObject({
      ...{ type: "response.done", response: { status: "cancelled", status_details: { reason: "turn_detected" } } },
    });
  });

  it("understands sound at 24 kHz as well", () => {
    const client = new Client("intent=transcription");
    const input = { turn_detection: null, transcription: { model: "gpt-live-transcribe" } };
    client.send("session.update", { session: { type: "transcription", audio: { input } } });
    const pcm = resample(mulawToPcm(heardAudio), 8_000, 24_000);
    client.say(new Uint8Array(pcm.buffer));
    expect(client.send("input_audio_buffer.commit").at(-1)).toMatchObject({ transcript: HEARD });
    expect(errorIn(client.send("response.create"))).toMatchObject({ code: "invalid_value", param: "type" });
  });

  it("ends after its hour", () => {
    const client = new Client();
    client.run(3_600_000);
    expect(errorIn(client.events)).toMatchObject({ code: "session_expired" });
    expect(client.closedWith).toBe("1001 invalid_request_error.session_expired");
  });
});
