/**
 * `/browser/chat`: the WebSocket of a chat. First `{"callSid","ticket"}`, then `{"text"}` for what is typed, `{"key"}` for a
 * key of the telephone. What the agent says stands in the call's log. Closing it hangs up.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import type { CallRegistry } from "../calls/call-registry.ts";
import { type CallRow, findCallByCarrierId } from "../store/index.ts";
import type { TwilioDesk } from "../twilio/twilio-desk.ts";
import { CHAT_PATH, checkBrowser } from "./browser-phone.ts";
import { ChatLeg, type Keyboard } from "./chat-line.ts";

/** A frame holds a sentence or two, in any alphabet. */
const LARGEST_FRAME_BYTES = 16_384;
const BEGINS_WITHIN_MS = 10_000;
/** RFC 6455: what was sent cannot be taken. */
const POLICY = 1008;

const firstShape = z.strictObject({ callSid: z.string().max(64), ticket: z.string().max(200) });
const nextShape = z.union([
  z.strictObject({ text: z.string().trim().min(1).max(2_000) }),
  z.strictObject({ key: z.string().regex(/^[0-9*#]$/) }),
]);

export const isChat = ({ url }: Pick<IncomingMessage, "url">): boolean => url === CHAT_PATH;

interface Chat {
  keyboard: Keyboard;
  leg: ChatLeg;
  call: CallRow;
}

export class ChatSockets {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME_BYTES,
    perMessageDeflate: false,
  });
  private readonly desk: TwilioDesk;
  private readonly registry: CallRegistry;

  constructor(desk: TwilioDesk, registry: CallRegistry) {
    this.desk = desk;
    this.registry = registry;
  }

  /** Throws for a page of another site. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    checkBrowser(request, this.desk.context.config.publicUrl);
    this.server.handleUpgrade(request, socket, head, (webSocket) => this.serve(webSocket));
  }

  closeAll(): void {
    for (const socket of this.server.clients) socket.close(1001);
  }

  private serve(socket: WebSocket): void {
    const tooLate = setTimeout(() => socket.close(POLICY, "no-ticket"), BEGINS_WITHIN_MS);
    let chat: Promise<Chat | null> | null = null;
    socket.on("error", () => {});
    socket.on("message", (data, isBinary) => {
      const message = isBinary ? null : read(data.toString());
      if (chat) return void chat.then((begun) => begun && take(begun, message, socket));
      clearTimeout(tooLate);
      chat = this.begin(socket, message).catch((error: unknown) => {
        this.desk.context.logger.error({ problem: String(error) }, "chat-not-begun");
        socket.close(1011, "failed");
        return null;
      });
    });
    socket.once("close", () => {
      clearTimeout(tooLate);
      void chat?.then((begun) => begun && this.gone(begun));
    });
  }

  private async begin(socket: WebSocket, message: unknown): Promise<Chat | null> {
    const first = firstShape.safeParse(message);
    if (!first.success) return refuse(socket, "invalid-message");
    const { callSid, ticket } = first.data;
    const redeemed = await this.desk.tickets.redeem(ticket, callSid, Date.now());
    if (!redeemed.ok) return refuse(socket, redeemed.fault.code);
    const call = await findCallByCarrierId(this.desk.context.store, "browser", callSid);
    if (!call) return refuse(socket, "stream-of-unknown-call");
    const streamId = `MZ${randomBytes(16).toString("hex")}`;
    const owned = await this.registry.own(call, streamId);
    if (!owned.ok) return refuse(socket, owned.fault.code);
    const { hosted, epoch, resumed } = owned.value;
    if (!hosted.keyboard) return refuse(socket, "stream-of-unknown-call");
    const leg = new ChatLeg(streamId, () => socket.close(1_000));
    leg.sink = hosted.live.attach(leg, { epoch, resumed });
    return { keyboard: hosted.keyboard, leg, call };
  }

  private gone({ leg, call }: Chat): void {
    leg.close();
    this.registry.streamEnded(leg.streamId, "caller-hung-up");
    leg.sink?.ended("caller-hung-up");
    leg.sink = null;
    void this.desk.callerGone(call).catch(() => {});
  }
}

/** Null: no JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function take({ keyboard, leg }: Chat, message: unknown, socket: WebSocket): void {
  const next = nextShape.safeParse(message);
  if (!next.success) return socket.close(POLICY, "invalid-message");
  if ("key" in next.data) leg.sink?.key(next.data.key);
  else keyboard.types(next.data.text);
}

function refuse(socket: WebSocket, because: string): null {
  socket.close(POLICY, because);
  return null;
}
