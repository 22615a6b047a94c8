/**
 * A shop's own server, as small as it can be: orders to be looked up, and one thing that changes something. Run it with
 * `node examples/shop-server/shop-server.mjs`; docs/tools.md makes tools of it.
 */
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const TOKEN = "Bearer shop-token";

/** What happened under an `Idempotency-Key` happens once. */
export function createShop() {
  const orders = new Map([
    [
      "1001",
      { number: "1001", state: "on its way", arrives: "2026-12-01", items: [{ name: "reading lamp", count: 1 }] },
    ],
    ["1002", { number: "1002", state: "delivered", arrives: null, items: [{ name: "bookshelf", count: 2 }] }],
  ]);
  const done = new Map();

  function answer(method, path, key) {
    const [, number, action] = /^\/orders\/(\d+)(?:\/(cancel))?$/.exec(path) ?? [];
    const order = orders.get(number);
    if (!order) return [404, { error: "there is no such order" }];
    if (method === "GET" && !action) return [200, { order }];
    if (method !== "POST" || action !== "cancel") return [405, { error: "not that way" }];
    if (key && done.has(key)) return [200, done.get(key)];
    if (order.state === "delivered") return [422, { error: "it has been delivered already" }];
    order.state = "cancelled";
    const result = { cancelled: true, number };
    if (key) done.set(key, result);
    return [200, result];
  }

  return createServer((request, response) => {
    request.resume().on("end", () => {
      const isKnown = request.headers.authorization === TOKEN;
      const path = new URL(request.url ?? "/", "http://shop").pathname;
      const [status, body] = isKnown
        ? answer(request.method, path, request.headers["idempotency-key"])
        : [401, { error: "who is asking?" }];
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  createShop().listen(Number(process.env.PORT ?? 4_000), "127.0.0.1", function () {
    console.log(`The shop answers at http://127.0.0.1:${this.address().port}/orders/1001`);
  });
}
