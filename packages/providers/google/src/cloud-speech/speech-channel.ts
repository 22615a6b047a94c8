/**
 * The connection of one call to Google: HTTP/2, on which the call's streams follow each other. It is not shared with other
 * calls, so that what breaks breaks for one call, as sockets do.
 */
import { type CallOptions, Client, type ClientDuplexStream, credentials, Metadata } from "@grpc/grpc-js";
import { GOOGLE_CLOUD_SPEECH_BASE_URL, type GoogleCloudAccount } from "./settings.ts";
import { RECOGNIZE, STREAMING_RECOGNIZE } from "./speech-protocol.ts";

export type SpeechCall = ClientDuplexStream<Buffer, Buffer>;

/** Bytes are read and written by the messages' own modules. */
const asIs = (bytes: Buffer): Buffer => bytes;

/** Who may retry what is not looked up: only what never reached the server is sent again by the library. */
const CHANNEL_OPTIONS = Object.freeze({
  "grpc.use_local_subchannel_pool": 1,
  "grpc.service_config_disable_resolution": 1,
});

export class SpeechChannel {
  private readonly client: Client;
  private readonly metadata: Metadata;
  private connected = false;

  private constructor(client: Client, metadata: Metadata) {
    this.client = client;
    this.metadata = metadata;
  }

  /** Begins to connect. `ready` is called once, when requests can be sent. */
  static to({ apiKey, baseUrl }: GoogleCloudAccount, ready: () => void): SpeechChannel | ChannelProblem {
    const address = grpcAddress(baseUrl ?? GOOGLE_CLOUD_SPEECH_BASE_URL);
    if (!address) return "base-url-invalid";
    // A header takes printable ASCII; anything else is no key of Google's.
    if (!/^[\x21-\x7e]+$/.test(apiKey)) return "key-refused";
    const metadata = new Metadata();
    metadata.set("x-goog-api-key", apiKey);
    const trust = address.isPlain ? credentials.createInsecure() : credentials.createSsl();
    // A proxy of the environment is for what leaves the machine.
    const options = { ...CHANNEL_OPTIONS, ...(address.isPlain ? { "grpc.enable_http_proxy": 0 } : {}) };
    const client = new Client(address.target, trust, options);
    const channel = new SpeechChannel(client, metadata);
    client.waitForReady(Number.POSITIVE_INFINITY, (error) => {
      if (error) return;
      channel.connected = true;
      ready();
    });
    return channel;
  }

  get wasConnected(): boolean {
    return this.connected;
  }

  streamingRecognize(): SpeechCall {
    const { path } = STREAMING_RECOGNIZE;
    return this.client.makeBidiStreamRequest(path, asIs, asIs, this.metadata, {});
  }

  recognize(request: Buffer, options: CallOptions, done: (end: { code: number; details: string }) => void): () => void {
    const call = this.client.makeUnaryRequest(RECOGNIZE.path, asIs, asIs, request, this.metadata, options, (error) =>
      done(error ?? { code: 0, details: "" }),
    );
    return () => call.cancel();
  }

  close(): void {
    this.client.close();
  }
}

export type ChannelProblem = "base-url-invalid" | "key-refused";

/** Null: not an address of a gRPC server, which has no path. */
function grpcAddress(base: string): { target: string; isPlain: boolean } | null {
  if (!URL.canParse(base)) return null;
  const { protocol, hostname, port, pathname } = new URL(base);
  const isPlain = protocol === "http:";
  if ((!isPlain && protocol !== "https:") || hostname === "" || pathname !== "/") return null;
  return { target: `dns:${hostname}:${port || (isPlain ? 80 : 443)}`, isPlain };
}
