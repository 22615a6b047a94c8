/** Puts one live call together: its pin, its providers, its log, and what happens when it leaves or ends. */
import { type CallControl, type CoreRunner, LiveCall } from "@offhook/engine/call";
import { type AssistantDefinition, completed, type Decision, type Pin } from "@offhook/engine/conversation";
import type { CallLog } from "@offhook/engine/ports";
import { DateTime } from "luxon";
import { CHAT, CHAT_TIMING, Keyboard, nobodySpeaks, writtenVoice } from "../browser/chat-line.ts";
import { budgetAlert } from "../money/budget-alert.ts";
import { createCostMeter } from "../money/call-money.ts";
import { type CostMeter, meteredLog } from "../money/cost-meter.ts";
import { recordingPath } from "../store/forget-calls.ts";
import { type CallRow, createCallLog, endCall, getAssistant, setRecording } from "../store/index.ts";
import { noteEvent } from "../store/webhooks.ts";
import { runnableFromCode, toolsForCall } from "../tools/made-tools.ts";
import { VERSION } from "../version.ts";
import type { CallHostContext } from "../worker/call-host.ts";
import type { CallShop } from "./call-shop.ts";
import { effectStore } from "./effect-store.ts";
import { providersFor } from "./providers.ts";
import { realClock } from "./real-clock.ts";
import { openRecording, type RecordingFile } from "./recording-file.ts";
import { SwitchLog } from "./switch-log.ts";

export interface Hosted {
  live: LiveCall;
  log: SwitchLog;
  meter: CostMeter;
  /** Of a chat: what is typed goes in here. */
  keyboard: Keyboard | null;
  epoch: number;
  /** The call's log under another epoch. */
  openLog(epoch: number): CallLog;
}

export interface Departure {
  /** The call is over. */
  forget(): void;
  /** Another worker has the call. */
  lost(): void;
}

export async function makeLiveCall(
  context: CallHostContext,
  shop: CallShop,
  call: CallRow,
  epoch: number,
  runner: CoreRunner | null,
  { forget, lost }: Departure,
): Promise<Hosted> {
  const { store } = context;
  const pin = runner?.state.pin ?? (await pinFor(context, call));
  const names = pin.assistant.tools.map(({ name }) => name);
  const inFiles = (await context.code?.toolsOf(pin.assistantId)) ?? [];
  const fromCode = inFiles.map((tool) => (tool.http ? runnableFromCode(context, tool.http) : tool));
  const ownTools = [...fromCode, ...(await toolsForCall(context, names))];
  const meter = await createCostMeter(context, { ...call, epoch: epoch - 1 }, pin.assistant, realClock, {
    onWarn: (news) => void context.health.alerts.raise(budgetAlert("budget-almost-reached", news, pin)),
    onReached(news) {
      void context.health.alerts.raise(budgetAlert("budget-reached", news, pin));
      hosted.live.requestHangUp("budget-reached");
    },
  });
  const openLog = (under: number): CallLog => meteredLog(createCallLog(store, call.id, under, lost), meter);
  const log = new SwitchLog(openLog(epoch));
  // On a telephone line somebody has to want it; whoever tries an assistant in the console or by the twin hears himself.
  const keyboard = isChat(call) ? new Keyboard() : null;
  const records = (pin.assistant.recording || call.carrier !== "twilio") && !keyboard;
  const recording = records ? recorderOf(context, call.id) : null;
  const hosted = { log, epoch, openLog, meter, keyboard } as Hosted;
  const live = new LiveCall(
    {
      ...{
        pin,
        log,
        tools: [...ownTools, ...shop.tools],
        cache: shop.cache,
        clock: realClock,
      },
      ...providersFor(pin.assistant, context.keys.environment, (provider, problem) =>
        context.logger.error({ callId: call.id, provider, problem }, "choice-not-usable"),
      ),
      ...(keyboard ? writtenProviders(keyboard) : {}),
      circuits: context.health.circuits,
      startedAtMs: call.startedAt.getTime(),
      effects: effectStore(store, () => hosted.epoch),
      ...(recording ? { recording: recording.open } : {}),
      control: controlOf(context, call.id, hosted, () => recording?.done() ?? Promise.resolve(), forget),
      onDecisions(decisions) {
        countDecisions(context, decisions);
        tellOfDecisions(context, call.id, decisions);
      },
      onFault: (part, provider, fault) => {
        context.metrics.providerFaultsTotal.inc({ provider, code: fault.code });
        context.logger.warn({ callId: call.id, part, provider, code: fault.code }, "provider-fault");
      },
    },
    runner ?? undefined,
  );
  hosted.live = live;
  return hosted;
}

const isChat = ({ carrier, fromNumber }: CallRow): boolean => carrier === "browser" && fromNumber === CHAT;

/** A realtime model cannot read: the models of the list answer. */
const writtenProviders = ({ transcriber }: Keyboard) => ({
  transcribers: [transcriber],
  voices: [writtenVoice],
  realtime: [],
  detector: nobodySpeaks,
});

function controlOf(
  { store, logger }: CallHostContext,
  callId: string,
  hosted: Hosted,
  recorded: () => Promise<unknown>,
  forget: () => void,
): CallControl {
  const end = async (endedReason: Parameters<typeof endCall>[2]["endedReason"]): Promise<void> => {
    const ended = await endCall(store, callId, { endedReason, epoch: hosted.epoch });
    if (!ended.ok) logger.warn({ callId, code: ended.fault.code }, "call-not-ended");
  };
  return {
    // Ended in the store before the socket closes: the carrier's next question finds it so.
    hangUp: (because) => end(because),
    transfer: () => {},
    finished: (because) => {
      forget();
      end(because)
        .then(() => Promise.all([recorded(), hosted.meter.close()]))
        .catch((error: unknown) => logger.error({ callId, problem: String(error) }, "call-end-failed"));
    },
  };
}

function recorderOf(context: CallHostContext, callId: string): { open: () => RecordingFile; done(): Promise<void> } {
  const path = recordingPath(context.config.dataFolder, callId);
  let file: RecordingFile | null = null;
  const mark = (state: "writing" | "ready" | "none"): Promise<void> =>
    setRecording(context.store, callId, state).catch((error: unknown) =>
      context.logger.warn({ callId, problem: String(error) }, "recording-state-not-stored"),
    );
  return {
    open() {
      file = openRecording(path);
      void mark("writing");
      return file;
    },
    async done() {
      if (!file) return;
      const whole = await file.done;
      // What was written stays on disk for whoever mends the machine; it is not handed out as the recording.
      if (!whole) context.logger.warn({ callId, path }, "recording-incomplete");
      await mark(whole ? "ready" : "none");
    },
  };
}

async function pinFor({ store }: CallHostContext, call: CallRow): Promise<Pin> {
  const version = call.assistantId
    ? await getAssistant(store, call.assistantId, call.assistantVersion ?? undefined)
    : null;
  if (!version) throw new Error(`call ${call.id} has no assistant`);
  const published = completed(version.definition) as AssistantDefinition;
  const assistant = isChat(call) ? { ...published, timing: { ...published.timing, ...CHAT_TIMING } } : published;
  return {
    callId: call.id,
    engineVersion: VERSION,
    assistantId: version.id,
    assistantVersion: version.version,
    assistant,
    direction: call.direction,
    carrier: call.carrier,
    from: call.fromNumber,
    to: call.toNumber,
    variables: call.variables ?? {},
    startedAt:
      DateTime.fromJSDate(call.startedAt, { zone: assistant.timeZone }).toISO() ?? call.startedAt.toISOString(),
    // Any number does, as long as the log has it.
    seed: Number.parseInt(call.id.slice(-6).replace(/[^0-9A-F]/g, "7"), 16) % 1_000,
  };
}

/** Tools and hand-offs, for the webhooks that want to know; nothing waits for it. */
function tellOfDecisions({ store, logger }: CallHostContext, callId: string, decisions: readonly Decision[]): void {
  for (const { type, data } of decisions) {
    if (type !== "tool-settled" && type !== "hand-off") continue;
    const event = type === "hand-off" ? "hand-off" : "tool-called";
    noteEvent(store.pool, event, callId, { ...data }).catch((error: unknown) =>
      logger.warn({ callId, event, problem: String(error) }, "webhook-event-not-noted"),
    );
  }
}

function countDecisions({ metrics }: CallHostContext, decisions: readonly Decision[]): void {
  for (const { type, data } of decisions) {
    const latency = type === "agent-turn" ? (data.latency as { voiceToVoiceMs: number } | null) : null;
    if (latency) metrics.voiceToVoiceMs.observe(latency.voiceToVoiceMs);
  }
}
