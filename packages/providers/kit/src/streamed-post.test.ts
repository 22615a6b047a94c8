import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";
import { type PostRequest, StreamedPost } from "./streamed-post.ts";

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 5 });

describe("a POST whose answer is read as it comes", () => {
  let server: Server;
  let connections = 0;
  let answer: (response: ServerResponse) => void = (response) => response.end();
  beforeAll(async () => {
    server = createServer((_, response) => answer(response)).on("connection", () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  function post(change: Partial<PostRequest> = {}, onPiece: (post: StreamedPost) => void = () => {}) {
    const told: unknown[] = [];
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const request: StreamedPost = new StreamedPost(
      { url, headers: {}, body: "{}", connectMs: 10_000, ...change },
      {
        opened: (type) => (type === "text/html" ? "A page." : null),
        piece: (bytes) => {
          told.push(Buffer.from(bytes).toString("utf8"));
          onPiece(request);
        },
        ended: () => void told.push("ended"),
        refused: ({ status, body }) => void told.push({ status, body }),
        failed: (because, detail) => void told.push({ because, detail }),
      },
    );
    request.start();
    return { request, told };
  }

  it("tells its pieces and its end", async () => {
    answer = (response) => response.end("one");
    const { told } = post();
    await eventually(() => told).toEqual(["one", "ended"]);
  });

  it("tells a refusal once, though its body never ends", async () => {
    answer = (response) => void response.writeHead(503).write("busy");
    const { told } = post();
    await eventually(() => told).toMatchObject([{ status: 503 }]);
  });

  it("follows no redirect with its key", async () => {
    answer = (response) => response.writeHead(307, { location: "http://127.0.0.1:9/" }).end();
    const { told } = post({ headers: { authorization: "Bearer k" } });
    await eventually(() => told).toMatchObject([{ status: 307 }]);
  });

  it("refuses what is none of its protocol", async () => {
    answer = (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>");
    const { told } = post();
    await eventually(() => told).toEqual([{ because: "answer-malformed", detail: "A page." }]);
  });

  it("gives up a server that does not begin to answer, by the clock", async () => {
    answer = () => {};
    const { told } = post({ connectMs: 30 });
    await eventually(() => told).toEqual([{ because: "connect-late", detail: "Waited 30 ms." }]);
  });

  it("is silent once called off, in the middle of a piece too", async () => {
    answer = (response) => void response.write("one");
    const { told } = post({}, (request) => request.cancel());
    await eventually(() => told).toEqual(["one"]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual(["one"]);
  });

  it("keeps its connection for the next one when it has heard enough", async () => {
    const before = connections;
    for (let turn = 0; turn < 6; turn += 1) {
      let sendRest = (): void => {};
      let isSent = false;
      answer = (response) => {
        response.write("last word");
        sendRest = () => {
          response.end(" and what is left", () => {
            isSent = true;
          });
        };
      };
      const { told } = post({}, (request) => {
        request.finish();
        sendRest();
      });
      await eventually(() => isSent).toBe(true);
      expect(told).toEqual(["last word"]);
    }
    // One that was not free yet, and one that stands ready.
    expect(connections - before).toBeLessThanOrEqual(3);
  });
});

describe("Retry-After", () => {
  it.each([
    ["1.5", 1_500],
    ["0", 0],
    [" ", null],
    ["-1", null],
    ["Wed, 21 Oct 2026 07:28:00 GMT", null],
    [null, null],
  ])("%j is %j ms", (header, ms) => {
    expect(retryAfterMs(header)).toBe(ms);
  });
});
