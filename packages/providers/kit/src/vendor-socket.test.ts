/** The socket against servers that do not behave, over loopback. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { afterEach, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { SocketEnd } from "./socket-end.ts";
import { VendorSocket } from "./vendor-socket.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 5 });

async function listening(server: Server): Promise<string> {
  const streams = new Set<Duplex>();
  server.on("connection", (stream) => streams.add(stream));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.close();
    for (const stream of streams) stream.destroy();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A server of sockets, and the socket it got. */
async function serving(onSocket: (socket: WebSocket) => void = () => {}): Promise<string> {
  const server = createServer();
  new WebSocketServer({ server }).on("connection", onSocket);
  return listening(server);
}

/** A server that answers an opening with these bytes. */
async function answering(bytes: string): Promise<string> {
  const server = createServer();
  server.on("upgrade", (_, stream) => stream.write(bytes));
  return listening(server);
}

function open(url: string, connectMs = 10_000) {
  const ends: SocketEnd[] = [];
  const texts: string[] = [];
  const socket = new VendorSocket({
    text: (text) => texts.push(text),
    binary: () => {},
    ended: (end) => ends.push(end),
  });
  socket.connect({ url, headers: {}, connectMs });
  return { socket, ends, texts };
}

it("sends what was said before it was open, in order", async () => {
  const heard: string[] = [];
  const url = await serving((socket) => {
    socket.on("message", (data) => heard.push(String(data)));
  });
  const { socket } = open(url);
  const reused = new TextEncoder().encode("two");
  socket.send("one");
  socket.send(reused);
  reused.fill(0x78); // its owner may write into it again
  socket.send("");
  socket.send("three");
  await eventually(() => heard).toEqual(["one", "two", "three"]);
  socket.drop();
});

it("tells a refusal with its body, even where the body never ends", async () => {
  const head = "HTTP/1.1 503 Busy\r\ncontent-type: text/plain\r\nx-why: load\r\ncontent-length: 99\r\n\r\ntry later";
  const { ends } = open(await answering(head));
  await eventually(() => ends).toMatchObject([
    { because: "refused", status: 503, headers: { "x-why": "load" }, body: "try later" },
  ]);
});

it("does not follow a redirect: it would carry the key away", async () => {
  const { ends } = open(
    await answering("HTTP/1.1 302 Found\r\nlocation: ws://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n"),
  );
  await eventually(() => ends).toMatchObject([{ because: "refused", status: 302 }]);
});

it("ends as a connection that failed on an answer that is no HTTP", async () => {
  const { ends } = open(await answering("SSH-2.0-OpenSSH_9.2\r\n"));
  await eventually(() => ends).toMatchObject([{ because: "connect-failed" }]);
});

it("waits no longer for an opening than it was told", async () => {
  const { ends } = open(await answering(""), 60);
  await eventually(() => ends).toEqual([{ because: "connect-late", waitedMs: 60 }]);
});

it("tells a close with its code and a line that is gone apart", async () => {
  const closed = open(await serving((socket) => socket.close(1_011, "NET-0001")));
  const gone = open(await serving((socket) => socket.terminate()));
  await eventually(() => closed.ends).toEqual([{ because: "closed", code: 1_011, reason: "NET-0001" }]);
  await eventually(() => gone.ends).toMatchObject([{ because: "lost" }]);
});

it("gives up a server that takes nothing, instead of filling the memory", async () => {
  const { socket, ends } = open(await answering(""));
  for (let count = 0; count < 40; count += 1) socket.send(new Uint8Array(20_000));
  await eventually(() => ends).toMatchObject([{ because: "flooded" }]);
  expect(ends.length).toBe(1);
});

it("is silent once it has left, and does not wait for ever for a goodbye", async () => {
  let gone = false;
  const heard: string[] = [];
  const url = await serving((socket) => {
    socket.send("before");
    socket.on("message", (data) => {
      heard.push(String(data));
      socket.send("after");
    });
    socket.on("close", () => {
      gone = true;
    });
  });
  const { socket, ends, texts } = open(url);
  await eventually(() => texts).toEqual(["before"]);
  socket.leave("bye");
  socket.leave("bye");
  socket.send("more");
  await eventually(() => gone).toBe(true);
  expect([heard, texts, ends]).toEqual([["bye"], ["before"], []]);
});

it("leaves a socket that is not open yet without a sound", async () => {
  const { socket, ends } = open(await answering(""));
  socket.leave("bye");
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(ends).toEqual([]);
});
