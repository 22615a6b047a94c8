/** One call whose recording meets a full disk: Linux's own `/dev/full` stands where its file is to be. */
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Behaviour, callsWith, Person, type PersonResult } from "@offhook/callers";
import { realHttp, TwilioTwin } from "@offhook/twin-twilio";
import type { CallLab, LabCall } from "./call-lab.ts";

export interface FullDiskCall {
  person: PersonResult;
  call: LabCall["call"];
}

export async function callOnFullDisk(lab: CallLab, does: Behaviour): Promise<FullDiskCall> {
  const folder = join(lab.dataFolder, "recordings");
  mkdirSync(folder, { recursive: true });
  const { accountSid, authToken } = lab.twin;
  const twin = new TwilioTwin({
    accountSid,
    authToken,
    // The call's identifier is first seen in the answer to its webhook, before its stream begins.
    http: async (request, signal) => {
      const answer = await realHttp(request, signal);
      const callId = /name="callId" value="([^"]+)"/.exec(answer.body)?.[1];
      if (callId) symlinkSync("/dev/full", join(folder, `${callId}.wav`));
      return answer;
    },
  });
  const voiceUrl = `${lab.server.address}/twilio/voice`;
  const person = new Person({ does, seed: 99 });
  const { call, result } = await callsWith(twin, person, { from: "+14155557777", to: "+14155550199", voiceUrl });
  const heard = await result;
  await twin.close();
  const find = async () =>
    (await lab.get<{ items: LabCall["call"][] }>(`/v1/calls?carrierCallId=${call.sid}`)).items[0];
  await lab.until(async () => (await find())?.status === "ended", 10_000);
  return { person: heard, call: (await find()) as LabCall["call"] };
}
