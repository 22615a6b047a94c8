/** A tool against servers that answer, dawdle, lie and lead astray: over real sockets. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpToolDefinition } from "./definition.ts";
import { type HttpToolRun, httpTool } from "./http-tool.ts";
import { isPrivateAddress } from "./private-addresses.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

interface Seen {
  url: string;
  method: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** `host`: of the address, such as `127.0.0.1:1234`. */
async function serve(answer: (seen: Seen, ...rest: Parameters<RequestListener>) => void) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const one = { url: request.url ?? "", method: request.method ?? "", headers: request.headers, body };
    seen.push(one);
    answer(one, request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (server.address() as AddressInfo).port;
  return { seen, port, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` };
}

const json =
  (value: unknown): Parameters<typeof serve>[0] =>
  (_seen, _request, response) =>
    void response.setHeader("content-type", "application/json").end(JSON.stringify(value));

const DEFINITION: HttpToolDefinition = {
  name: "findOrder",
  description: "Finds an order.",
  method: "GET",
  url: "http://unused.example",
  parameters: { type: "object", properties: { number: { type: "string" } }, required: ["number"] },
  effect: "reads",
};

function tool(definition: Partial<HttpToolDefinition>, allowedHosts: readonly string[]) {
  const runs: HttpToolRun[] = [];
  const made = httpTool(
    { ...DEFINITION, ...definition },
    { allowedHosts, secret: async (name) => (name === "token" ? "Bearer s3cret" : null), ran: (one) => runs.push(one) },
  );
  const controller = new AbortController();
  const context = { callId: "call_1", carrier: "twilio", callerNumber: "+14155550100", timeZone: "UTC" };
  const run = (args: Record<string, unknown> = { number: "A 7" }, key = "key-1") =>
    made.run(args, { ...context, key, signal: controller.signal });
  return { made, run, runs, controller };
}

describe("a tool", () => {
  it("asks with what was said, and keeps of the answer what was wanted", async () => {
    const { url, host, seen } = await serve(json({ order: { lines: [{ name: "Lamp" }], state: "sent" }, noise: 1 }));
    const { run, runs } = tool(
      {
        url: `${url}/orders/{{number}}`,
        headers: { Authorization: { secret: "token" }, "X-Caller": "{{caller.number}}" },
        response: { state: "order.state", first: "order.lines[0].name", none: "order.lines[9].name" },
      },
      [host],
    );
    expect(await run()).toEqual({ state: "sent", first: "Lamp", none: null });
    expect(seen[0]).toMatchObject({ url: "/orders/A%207", method: "GET", body: "" });
    expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer s3cret", "x-caller": "+14155550100" });
    expect(seen[0]?.headers["idempotency-key"]).toBeUndefined();
    expect(runs).toMatchObject([{ ok: true, status: 200, callId: "call_1", fault: null }]);
    expect(JSON.stringify(runs)).not.toContain("s3cret");
  });

  it("that changes something sends the key that stays the same for the same effect", async () => {
    const { url, host, seen } = await serve(json({ done: true }));
    const { run, made } = tool(
      { url, method: "POST", effect: "changes", body: { number: "{{number}}", by: "phone" }, deadlineMs: 3_000 },
      [host],
    );
    expect([made.effect, made.deadlineMs]).toEqual([true, 3_000]);
    expect(await run()).toEqual({ done: true });
    expect(seen[0]?.headers).toMatchObject({ "content-type": "application/json" });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ number: "A 7", by: "phone" });
    await run(undefined, 'call_1:order:[["name","Иван"]]');
    await run(undefined, 'call_1:order:[["name","Иван"]]');
    const [first, second, third] = seen.map(({ headers }) => headers["idempotency-key"]);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    // Whatever alphabet the caller's name has, and without telling it.
    expect([second === first, third === second]).toEqual([false, true]);
  });

  it.each([
    [404, "tool-refused"],
    [422, "tool-refused"],
    [409, "tool-failed"],
    [429, "tool-failed"],
    [500, "tool-failed"],
    [503, "tool-failed"],
  ])("is told %i, and says so as %s with what the server said", async (status, code) => {
    const { url, host } = await serve(
      (_seen, _request, response) => void response.writeHead(status).end("no such order"),
    );
    const { run, runs } = tool({ url }, [host]);
    await expect(run()).rejects.toMatchObject({ code, message: `The server answered ${status}: no such order` });
    expect(runs).toMatchObject([{ ok: false, status, fault: { code } }]);
  });

  it("does not take a page, a flood, half an answer, silence or a secret sent back", async () => {
    const page = await serve(
      (_seen, _request, response) => void response.setHeader("content-type", "text/html").end("<html>"),
    );
    await expect(tool({ url: page.url }, [page.host]).run()).rejects.toMatchObject({ code: "tool-answer-not-json" });
    const flood = await serve((_seen, _request, response) => void response.end(`"${"x".repeat(10_000_000)}"`));
    await expect(tool({ url: flood.url }, [flood.host]).run()).rejects.toMatchObject({ code: "tool-answer-too-large" });
    const half = await serve((_seen, request, response) => {
      response.writeHead(200, { "content-length": "100" }).write('{"a":');
      setImmediate(() => request.socket.destroy());
    });
    await expect(tool({ url: half.url }, [half.host]).run()).rejects.toMatchObject({ code: "tool-unreachable" });
    const silent = await serve(() => {});
    const late = tool({ url: silent.url, deadlineMs: 150 }, [silent.host]);
    await expect(late.run()).rejects.toMatchObject({ code: "tool-overdue" });
    const echo = await serve((seen, _request, response) => void response.end(JSON.stringify(seen.headers)));
    const telling = tool({ url: echo.url, headers: { authorization: { secret: "token" } } }, [echo.host]);
    await telling.run();
    expect(telling.runs[0]?.answer).toContain("•••");
    expect(telling.runs[0]?.answer).not.toContain("s3cret");
    // Cut in the middle of it, a secret would no longer be known as one.
    const filled = await serve((_seen, _request, response) => {
      response.setHeader("content-type", "text/plain").end(`${"x".repeat(3_990)}Bearer s3cret`);
    });
    const cutting = tool({ url: filled.url, headers: { authorization: { secret: "token" } } }, [filled.host]);
    await cutting.run();
    expect(cutting.runs[0]?.answer).toBe(`${"x".repeat(3_990)}•••`);
  });

  it("is called off with its call", async () => {
    const silent = await serve(() => {});
    const { run, controller } = tool({ url: silent.url }, [silent.host]);
    const running = run();
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: "tool-overdue" });
  });

  it("does not ask without its secret", async () => {
    const { url, host, seen } = await serve(json({}));
    const { run, runs } = tool({ url, headers: { a: { secret: "gone" } } }, [host]);
    await expect(run()).rejects.toMatchObject({ code: "tool-secret-missing" });
    expect(seen).toEqual([]);
    expect(runs).toMatchObject([{ ok: false, status: null, fault: { code: "tool-secret-missing" } }]);
  });
});

describe("nothing private", () => {
  it.each([
    ...["10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "127.9.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0"],
    ...["224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1"],
    ...["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1"],
    ...["not an address", ""],
  ])("%s is refused", (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"])("%s is not", (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );

  it("is reached by no way of writing it", async () => {
    const { port, seen } = await serve(json({}));
    const names = ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "[::1]"];
    for (const name of [...names, "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]"]) {
      const { run } = tool({ url: `http://${name}:${port}/` }, []);
      await expect(run(), name).rejects.toMatchObject({ code: "tool-address-refused" });
    }
    expect(seen).toEqual([]);
  });

  it("is reached by no redirect, even from a host that is allowed", async () => {
    const inner = await serve(json({ keys: "of the cloud" }));
    for (const to of [inner.url, `http://localhost:${inner.port}/`, "http://2130706433/", "file:///etc/passwd"]) {
      const outer = await serve((_seen, _request, response) => void response.writeHead(302, { location: to }).end());
      const { run } = tool({ url: outer.url }, [outer.host]);
      await expect(run(), to).rejects.toMatchObject({ code: "tool-address-refused" });
    }
    expect(inner.seen).toEqual([]);
  });

  it("is allowed by its port where a port is named", async () => {
    const { url, host, port } = await serve(json({ fine: true }));
    expect(await tool({ url }, [host]).run()).toEqual({ fine: true });
    expect(await tool({ url }, ["127.0.0.1"]).run()).toEqual({ fine: true });
    await expect(tool({ url }, [`127.0.0.1:${port + 1}`]).run()).rejects.toMatchObject({
      code: "tool-address-refused",
    });
  });
});

describe("redirects", () => {
  const to =
    (location: () => string, status = 302): Parameters<typeof serve>[0] =>
    (_seen, _request, response) =>
      void response.writeHead(status, { location: location() }).end();

  it("are followed, three of them, and a secret goes to the first host only", async () => {
    const end = await serve(json({ arrived: true }));
    const middle = await serve(to(() => `${end.url}/end`));
    const start = await serve((seen, request, response) =>
      seen.url === "/again"
        ? to(() => middle.url)(seen, request, response)
        : to(() => "/again")(seen, request, response),
    );
    const hosts = [start.host, middle.host, end.host];
    const { run } = tool({ url: start.url, headers: { authorization: { secret: "token" } } }, hosts);
    expect(await run()).toEqual({ arrived: true });
    expect(start.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer s3cret", "Bearer s3cret"]);
    expect([...middle.seen, ...end.seen].map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it("in a circle end", async () => {
    const { url, host, seen } = await serve(to(() => "/round"));
    await expect(tool({ url }, [host]).run()).rejects.toMatchObject({ code: "tool-redirect-refused" });
    expect(seen).toHaveLength(4);
  });

  it("do not take what was sent to another host", async () => {
    const other = await serve(json({}));
    const first = await serve(to(() => other.url, 307));
    const { run } = tool({ url: first.url, method: "POST", body: { a: 1 }, effect: "changes" }, [
      first.host,
      other.host,
    ]);
    await expect(run()).rejects.toMatchObject({ code: "tool-redirect-refused" });
    expect(other.seen).toEqual([]);
  });
});
