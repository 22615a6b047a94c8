/** A call's recording: fetched once, for its sound and its picture. */
import { type ApiFault, type Call, faultOf, unreachable } from "@offhook/api-client";
import { useEffect, useState } from "react";
import { localizedFault } from "../../data/localized-fault.ts";
import { readWav, type Wav } from "./wav.ts";

export type Recording =
  | { state: "none" | "writing" | "deleted" | "loading" }
  | { state: "failed"; fault: ApiFault }
  | { state: "ready"; wav: Wav; url: string };

export const recordingPath = (callId: string) => `/v1/calls/${encodeURIComponent(callId)}/recording`;

export function useRecording({ id, recording }: Call): Recording {
  const [read, setRead] = useState<Recording>({ state: "loading" });
  useEffect(() => {
    if (recording !== "ready") return;
    const stopped = new AbortController();
    let url: string | null = null;
    setRead({ state: "loading" });
    fetchRecording(id, stopped.signal)
      .then((found) => {
        if (stopped.signal.aborted) return;
        if (found.state === "ready") url = found.url;
        setRead(found);
      })
      .catch(() => {
        if (!stopped.signal.aborted) setRead({ state: "failed", fault: localizedFault(unreachable()) });
      });
    return () => {
      stopped.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [id, recording]);
  return recording === "ready" ? read : { state: recording };
}

async function fetchRecording(callId: string, signal: AbortSignal): Promise<Recording> {
  const response = await fetch(recordingPath(callId), { signal });
  if (!response.ok)
    return {
      state: "failed",
      fault: localizedFault(faultOf(await response.json().catch(() => null), response.status)),
    };
  const bytes = await response.arrayBuffer();
  const wav = readWav(bytes);
  if (!wav) return { state: "failed", fault: localizedFault(faultOf(null, response.status)) };
  return { state: "ready", wav, url: URL.createObjectURL(new Blob([bytes], { type: "audio/wav" })) };
}
