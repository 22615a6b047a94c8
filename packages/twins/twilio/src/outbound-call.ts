/** A call that the API ordered: it rings at a person's, who answers or does not, then its TwiML runs. */

import { callFields } from "./call-record.ts";
import type { RecordingOrder } from "./call-recording.ts";
import { INTERRUPTED } from "./call-waits.ts";
import type { Person } from "./person.ts";
import { runTwiml } from "./run-twiml.ts";
import type { TwimlSource } from "./twiml-source.ts";
import type { TwinCall } from "./twin-call.ts";

export interface OutboundOrder {
  source: TwimlSource;
  timeoutMs: number;
  timeLimitMs: number;
  detectsMachine: boolean;
  /** Detection beside the running TwiML, told to this address. */
  asyncAmdCallback: string | null;
  /** From the answer on; null: not recorded. */
  recording: RecordingOrder | null;
}

const SETUP_MS = 300;
/** What answering machine detection takes for a person. */
const DETECTION_MS = 2_500;

export async function runOutboundCall(call: TwinCall, order: OutboundOrder): Promise<void> {
  // The API's answer comes first.
  if ((await call.waits.sleep(1)) === INTERRUPTED) return;
  call.reportProgress("initiated", "initiated");
  if ((await call.waits.sleep(SETUP_MS)) === INTERRUPTED) return;
  const person = call.world.person(call.record.to);
  if (person.outcome === "failed") {
    call.end("failed", "person");
    return;
  }
  call.ring();
  if (!(await isAnswered(call, person, order.timeoutMs))) return;
  call.answer();
  if (order.recording !== null) call.world.record(call, order.recording);
  call.endAfter(order.timeLimitMs, "time-limit");
  if (person.talksForMs !== undefined) call.endAfter(person.talksForMs, "person-hung-up");
  await detectMachine(call, person, order);
  await runTwiml(call, order.source);
}

async function isAnswered(call: TwinCall, person: Person, timeoutMs: number): Promise<boolean> {
  const ringsMs = person.outcome === "no-answer" ? timeoutMs : Math.min(person.afterMs, timeoutMs);
  if ((await call.waits.sleep(ringsMs)) === INTERRUPTED && call.isOver) return false;
  if (person.outcome === "answers" && person.afterMs <= timeoutMs) return true;
  const wasRefused = (person.outcome === "busy" || person.outcome === "declines") && person.afterMs <= timeoutMs;
  call.end(wasRefused ? "busy" : "no-answer", "person");
  return false;
}

async function detectMachine(call: TwinCall, person: Person, order: OutboundOrder): Promise<void> {
  if (!order.detectsMachine) return;
  const { asyncAmdCallback } = order;
  if (asyncAmdCallback !== null) {
    void call.waits.sleep(DETECTION_MS).then((outcome) => {
      if (outcome !== INTERRUPTED) reportDetection(call, person, asyncAmdCallback);
    });
    return;
  }
  await call.waits.sleep(DETECTION_MS);
  call.record.answeredBy = person.answeredBy ?? "human";
}

function reportDetection(call: TwinCall, person: Person, url: string): void {
  call.record.answeredBy = person.answeredBy ?? "human";
  const fields = [...callFields(call.record), ["MachineDetectionDuration", String(DETECTION_MS)] as const];
  void call.world.tellServer({ url, fields }, call.sid, "machine detection");
}
