/** Many virtual calls in one process on one clock, let in or refused as the server does it. */
import { connectStream, TwilioSession, twiml } from "@offhook/carrier-twilio";
import { LiveCall } from "@offhook/engine/call";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import type { LogItem } from "@offhook/engine/ports";
import { memoryHttp, memorySockets, SILENT_FRAME, TwilioTwin, type TwinCall, VirtualClock } from "@offhook/twin-twilio";
import { TwilioDesk } from "../../packages/server/src/twilio/twilio-desk.ts";
import { refuse } from "../../packages/server/src/twilio/voice-routes.ts";
import { beat, partsOf, type VirtualOptions } from "./virtual-call.ts";

/** What the desk asks of the calls: how many there are, and which have come. */
class Carried {
  size = 0;
  arrived: (callId: string) => void = () => {};
  onArrival(told: (callId: string) => void): void {
    this.arrived = told;
  }
}

type Provided = Pick<VirtualOptions, "transcriber" | "model">;

export class VirtualHouse {
  readonly clock = new VirtualClock();
  readonly twin: TwilioTwin;
  assistant: AssistantDefinition;
  private readonly provided: Provided;
  private readonly carried = new Carried();
  private readonly desk: TwilioDesk;
  /** Of every call, in the order of their streams. */
  readonly logs: LogItem[][] = [];
  private rung = 0;

  constructor(assistant: AssistantDefinition, capacity: number, provided: Provided) {
    this.assistant = assistant;
    this.provided = provided;
    const relay = { on: () => {}, askOthers: async () => [] };
    this.desk = new TwilioDesk(
      { relay, store: {} } as unknown as ConstructorParameters<typeof TwilioDesk>[0],
      this.carried as unknown as ConstructorParameters<typeof TwilioDesk>[1],
      () => ({ draining: false, capacity }),
    );
    const http = memoryHttp(async () => this.answer(), this.clock);
    this.twin = new TwilioTwin({ clock: this.clock, http, sockets: this.sockets(), seed: 1 });
  }

  /** Somebody calls, listens and says nothing. */
  ring(): TwinCall {
    const caller = { nextFrame: () => SILENT_FRAME, hear: () => {} };
    const voiceUrl = "https://voice.example.com/twilio/voice";
    this.rung += 1;
    return this.twin.placeCall({ from: `+1555000${1_000 + this.rung}`, to: "+15550002222", voiceUrl, caller });
  }

  private async answer(): Promise<{ status: number; headers: Record<string, string>; body: string }> {
    const callId = `call_${this.rung}`;
    const refusal = await this.desk.refusal();
    if (!refusal) this.desk.admit(callId);
    const url = "wss://voice.example.com/twilio/media";
    const body = refusal ? refuse(this.assistant) : twiml(connectStream({ url, parameters: { callId } }));
    return { status: 200, headers: { "content-type": "text/xml" }, body };
  }

  private sockets(): ReturnType<typeof memorySockets> {
    return memorySockets((_, peer) => {
      const session: TwilioSession = new TwilioSession({
        clock: this.clock,
        transport: peer,
        onStart: ({ customParameters }, leg) => {
          this.carried.arrived(customParameters.callId ?? "");
          this.carried.size += 1;
          const log: LogItem[] = [];
          this.logs.push(log);
          let over = false;
          const finished = (): void => {
            over = true;
            this.carried.size -= 1;
          };
          const options = {
            ...this.provided,
            assistant: this.assistant,
            caller: { nextFrame: () => SILENT_FRAME, hear: () => {} },
          };
          const live = new LiveCall(partsOf(this.clock, options, { log, chunks: [], finished }));
          live.start();
          session.accept(live.attach(leg, { epoch: 1, resumed: false }));
          beat(this.clock, live, () => over);
        },
      });
      return { text: (text) => session.receive(text), closed: () => session.transportClosed() };
    });
  }
}
