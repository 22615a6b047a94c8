/** The twin of Google Cloud Speech over real gRPC on this machine, without TLS. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import {
  type Metadata,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServiceDefinition,
  type sendUnaryData,
} from "@grpc/grpc-js";
import type { ServedTwin } from "@offhook/twin-kit";
import type { CloudSpeechTwin } from "./cloud-speech-twin.ts";
import { METHOD } from "./speech-service.ts";

type Stream = ServerDuplexStream<Buffer, Buffer>;

/** Bytes are read and written by the twin: what is wrong with them is its affair. */
const asIs = (bytes: Buffer): Buffer => bytes;
const BYTES = { requestSerialize: asIs, requestDeserialize: asIs, responseSerialize: asIs, responseDeserialize: asIs };
const SERVICE: ServiceDefinition = {
  recognize: { path: METHOD.recognize.path, requestStream: false, responseStream: false, ...BYTES },
  streamingRecognize: { path: METHOD.streamingRecognize.path, requestStream: true, responseStream: true, ...BYTES },
};

/** Port 0: any free one. */
export async function serveCloudSpeech(twin: CloudSpeechTwin, port = 0): Promise<ServedTwin> {
  const sockets = new Map<string, Socket>();
  let connections = 0;
  const grpc = new Server();
  grpc.addService(SERVICE, {
    recognize: (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) => recognize(twin, call, done),
    streamingRecognize: (call: Stream) => converse(twin, call, () => sockets.get(call.getPeer())?.resetAndDestroy()),
  });
  // Sockets are taken here, so that a trouble can cut them.
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const server = createServer((socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    connections += 1;
    sockets.set(peer, socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(peer));
    if (twin.connected()) injector.injectConnection(socket);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections;
    },
    async close() {
      for (const socket of sockets.values()) socket.destroy();
      grpc.forceShutdown();
      injector.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const keyIn = (metadata: Metadata): string | undefined => metadata.get("x-goog-api-key")[0]?.toString();

function converse(twin: CloudSpeechTwin, call: Stream, reset: () => void): void {
  const conversation = twin.stream(keyIn(call.metadata), {
    send: (message) => void call.write(Buffer.from(message)),
    close: (code, details) => (code === 0 ? void call.end() : void call.emit("error", { code, details })),
    reset,
  });
  call.on("data", (bytes: Buffer) => conversation.message(bytes));
  // A client that goes ends its stream as well, a moment before it is known to be gone.
  call.on("end", () => setImmediate(() => call.cancelled || conversation.halfClosed()));
  call.on("cancelled", () => conversation.cancelled());
}

function recognize(
  twin: CloudSpeechTwin,
  { metadata, request }: ServerUnaryCall<Buffer, Buffer>,
  done: sendUnaryData<Buffer>,
): void {
  twin.recognize(keyIn(metadata), request).then(
    (answer) => (Buffer.isBuffer(answer) ? done(null, answer) : done(answer)),
    () => done({ code: 13, details: "Internal error encountered." }),
  );
}
