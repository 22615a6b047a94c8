/** A twin's reply is the same over real HTTP and in memory: its bytes, its times, and every way in which it may end. */
import { VirtualClock } from "@offhook/engine/testing";
import { afterEach, describe, expect, it } from "vitest";
import { memoryFetch } from "./memory-fetch.ts";
import { parseMultipart } from "./multipart.ts";
import { bytesOf, jsonReply, SILENT_REPLY, type TimedReply, type TwinAnswer, type TwinHttpRequest } from "./reply.ts";
import { type ServedTwin, serveHttpTwin } from "./serve-twin.ts";
import { troubledReply } from "./troubled-reply.ts";
import type { LineTrouble } from "./troubles.ts";

const streamed = (ending: TimedReply["ending"] = "end", betweenMs = 0): TimedReply => ({
  ...{ status: 200, headers: { "content-type": "text/plain" }, afterMs: betweenMs, ending },
  pieces: ["one ", "two ", "three"].map((text) => ({ afterMs: betweenMs, bytes: bytesOf(text) })),
});

const twinOf = (answer: (request: TwinHttpRequest) => TwinAnswer) => {
  const seen: TwinHttpRequest[] = [];
  return {
    seen,
    handle(request: TwinHttpRequest): TwinAnswer {
      seen.push(request);
      return answer(request);
    },
  };
};

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

/** The same twin, asked over a socket and in memory. */
async function ways(twin: ReturnType<typeof twinOf>): Promise<[typeof fetch, string][]> {
  const served = await serveHttpTwin(twin);
  opened.push(served);
  return [
    [fetch, served.baseUrl],
    [memoryFetch(twin) as typeof fetch, "http://twin.example"],
  ];
}

describe("a reply", () => {
  it("comes whole, or piece by piece", async () => {
    const twin = twinOf(({ path }) => (path === "/whole" ? jsonReply(201, { a: 1 }) : streamed()));
    for (const [ask, base] of await ways(twin)) {
      const whole = await ask(`${base}/whole?b=2`);
      expect([whole.status, await whole.json(), twin.seen.at(-1)?.query.get("b")]).toEqual([201, { a: 1 }, "2"]);
      expect(await (await ask(`${base}/pieces`)).text()).toBe("one two three");
    }
  });

  it("breaks off with an error, or leaves the client waiting until it goes, and is told of that", async () => {
    for (const way of [0, 1]) {
      const cut = (await ways(twinOf(() => streamed("reset"))))[way];
      await expect(cut?.[0](cut[1]).then((response) => response.text())).rejects.toThrow();
      let gone = 0;
      const hanging = twinOf(() => ({
        reply: streamed("hang"),
        aborted() {
          gone += 1;
        },
      }));
      const [ask, base] = (await ways(hanging))[way] ?? [fetch, ""];
      const abort = new AbortController();
      const response = await ask(base, { signal: abort.signal });
      const reading = response.text();
      abort.abort();
      await expect(reading).rejects.toThrow();
      await expect.poll(() => gone).toBe(1);
    }
  });

  it("in which not even headers come is waited for in vain", async () => {
    for (const [ask, base] of await ways(twinOf(() => SILENT_REPLY))) {
      await expect(ask(base, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    }
  });

  it("takes the time of the clock that it is given", async () => {
    const clock = new VirtualClock();
    let text = "";
    void memoryFetch(
      twinOf(() => streamed("end", 1_000)),
      clock,
    )("http://twin.example")
      .then((response) => response.text())
      .then((all) => {
        text = all;
      });
    while (text === "") {
      await new Promise((resolve) => setImmediate(resolve));
      clock.runNext(Number.POSITIVE_INFINITY);
    }
    expect([text, clock.nowMs()]).toEqual(["one two three", 4_000]);
  });

  it.each([
    [null, "one two three", "end"],
    [{ type: "garbage", afterMessages: 1, text: "?" }, "one ?three", "end"],
    [{ type: "double" }, "one one two two threethree", "end"],
    [{ type: "close", afterMessages: 1, code: 1_000 }, "one ", "end"],
    [{ type: "reset", afterMessages: 2 }, "one two ", "reset"],
    [{ type: "stall", afterMessages: 0 }, "", "hang"],
    [{ type: "silent" }, "", "hang"],
  ] as [LineTrouble | null, string, string][])("with the trouble %j is %j and ends as %s", (trouble, text, ending) => {
    const reply = troubledReply(streamed(), trouble);
    expect(Buffer.concat([...reply.pieces].map(({ bytes }) => bytes)).toString()).toBe(text);
    expect(reply.ending).toBe(ending);
    expect(reply.afterMs === Number.POSITIVE_INFINITY).toBe(trouble?.type === "silent");
  });
});

describe("a form", () => {
  it("is read as it was written, bytes and all", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const form = new FormData();
    form.set("file", new Blob([bytes], { type: "audio/wav" }), "speech.wav");
    form.append("keywords[]", "größer");
    form.append("keywords[]", "two\r\nlines");
    const twin = twinOf(() => jsonReply(200, {}));
    for (const [ask, base] of await ways(twin)) await ask(base, { method: "POST", body: form });
    expect(twin.seen.length).toBe(2);
    for (const { bodyBytes, headers } of twin.seen) {
      const [file, ...fields] = parseMultipart(bodyBytes, headers["content-type"]) ?? [];
      expect(file).toMatchObject({ name: "file", fileName: "speech.wav", type: "audio/wav" });
      expect(Buffer.from(file?.bytes ?? []).equals(bytes)).toBe(true);
      expect(fields.map(({ name, bytes: value }) => `${name} ${Buffer.from(value).toString()}`)).toEqual([
        "keywords[] größer",
        "keywords[] two\r\nlines",
      ]);
    }
  });

  it("that is none, or was cut, is nothing", async () => {
    const form = new FormData();
    form.set("model", "whisper-1");
    const response = new Response(form);
    const [type, whole] = [response.headers.get("content-type") ?? "", new Uint8Array(await response.arrayBuffer())];
    expect(parseMultipart(whole, type)?.length).toBe(1);
    for (let length = 0; length < whole.length - 4; length += 1) {
      expect(parseMultipart(whole.subarray(0, length), type)).toBeNull();
    }
    expect(parseMultipart(whole, "application/json")).toBeNull();
    expect(parseMultipart(whole, undefined)).toBeNull();
  });
});
