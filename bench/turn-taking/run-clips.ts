/** Deals the clips out to processes, and gathers what their logs say. */
import { type ChildProcess, fork } from "node:child_process";
import { join as joinPath } from "node:path";
import type { Timing } from "@offhook/engine/conversation";
import { closeEmbedded } from "@offhook/provider-embedded";
import type { Clip } from "./clips.ts";
import { detectAll } from "./detect.ts";
import type { Noted } from "./one-call.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

const PROCESSES = 2;

/** `memoryPath`: decodes are remembered there (for comparing policies, not for the page). */
export async function runClips(
  clips: readonly Clip[],
  timing: Partial<Timing>,
  memoryPath: string | null,
): Promise<Outcome[]> {
  const frames = await detectAll(clips.map((clip) => clip.audio));
  await closeEmbedded();
  const outcomes: Outcome[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    const child = fork(joinPath(import.meta.dirname, "caller-process.ts"), memoryPath ? [memoryPath] : [], {
      execArgv: ["--import", "tsx"],
      serialization: "advanced",
    });
    for (let at = next++; at < clips.length; at = next++) {
      const clip = clips[at] as Clip;
      const { id, className, kind, audio, openingEndMs, onsetMs, endMs } = clip;
      const job = { id, className, kind, audio, openingEndMs, onsetMs, endMs, frames: frames[at] ?? [], timing };
      outcomes.push(outcomeOf(clip, await ask(child, job), frames[at] ?? []));
      if (outcomes.length % 100 === 0) console.error(`${outcomes.length} of ${clips.length} clips`);
    }
    child.send("over");
  };
  await Promise.all(Array.from({ length: PROCESSES }, lane));
  return outcomes.sort((one, other) => one.clip.id - other.clip.id);
}

function ask(child: ChildProcess, job: object): Promise<Noted[]> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`A caller's process ended with ${code}`));
    child.once("exit", ended);
    child.once("message", (answer: { noted: Noted[] }) => {
      child.off("exit", ended);
      resolve(answer.noted);
    });
    child.send(job);
  });
}
