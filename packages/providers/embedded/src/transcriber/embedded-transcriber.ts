/**
 * The embedded transcriber: English, from Moonshine and a grammar decoder, without a key or a network. Neither model
 * streams, so an utterance is decoded whole at each pause, and growing prefixes of it while the caller speaks.
 */
import {
  TELEPHONE_FORMAT,
  type Transcriber,
  type TranscriberOptions,
  type TranscriberSession,
  type TranscriberSink,
} from "@offhook/engine/ports";
import { EMBEDDED_PROVIDER, type EmbeddedFaultCode, embeddedFault } from "../faults.ts";
import { openListening } from "./listening.ts";

export function embeddedTranscriber(): Transcriber {
  return { id: EMBEDDED_PROVIDER, formats: [TELEPHONE_FORMAT], open };
}

function open(options: TranscriberOptions, sink: TranscriberSink): TranscriberSession {
  const refusal = refusalOf(options);
  return refusal ? refuse(refusal, sink) : openListening(sink);
}

function refusalOf({ language, format }: TranscriberOptions): EmbeddedFaultCode | null {
  if (!/^en\b/i.test(language)) return "transcriber-language-unsupported";
  const speaksIt =
    format.encoding === TELEPHONE_FORMAT.encoding && format.sampleRateHz === TELEPHONE_FORMAT.sampleRateHz;
  return speaksIt ? null : "transcriber-format-unsupported";
}

/** A session that only says why it is none. */
function refuse(code: EmbeddedFaultCode, sink: TranscriberSink): TranscriberSession {
  let open = true;
  queueMicrotask(() => {
    if (open) sink.fault(embeddedFault(code));
  });
  const nothing = () => {};
  return {
    push: nothing,
    expect: nothing,
    speechStarted: nothing,
    speechPaused: nothing,
    close() {
      open = false;
    },
  };
}
