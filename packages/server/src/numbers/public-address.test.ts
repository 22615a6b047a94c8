/** What may stand at PUBLIC_URL: ourselves, another, nobody, somebody without a certificate or without WebSockets. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { proveAddress } from "./public-address.ts";

const US = "inst_ours";
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function at(server: Server, protocol = "http"): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const healthOf =
  (instance: string): RequestListener =>
  (request, response) => {
    if (request.url !== "/health") return void response.writeHead(404).end("no such page");
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ok: true, instance }));
  };
/** As we do: without Twilio's signature an upgrade is refused, in words of ours. */
function refusesUpgrades(server: Server): Server {
  return server.on("upgrade", (_request, socket: Socket) => {
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\n\r\n{"error":{"code":"twilio-signature"}}');
  });
}

describe("PUBLIC_URL", () => {
  it("is proven by our own answer, and by an upgrade that gets through", async () => {
    const url = await at(refusesUpgrades(createServer(healthOf(US))));
    expect(await proveAddress(url, US)).toMatchObject({ state: "proven" });
  });

  it("may be another server's, also one that is no Offhook", async () => {
    const theirs = await at(refusesUpgrades(createServer(healthOf("inst_theirs"))));
    expect(await proveAddress(theirs, US)).toEqual({ state: "another-server", met: "HTTP 200" });
    const page = await at(createServer((_request, response) => void response.end("<h1>It works!</h1>")));
    expect(await proveAddress(page, US)).toMatchObject({ state: "another-server" });
  });

  it("may let no WebSocket through", async () => {
    // Without a listener for upgrades Node answers them as if they were plain requests: so do proxies.
    const url = await at(createServer(healthOf(US)));
    expect(await proveAddress(url, US)).toEqual({ state: "no-websockets", met: "HTTP 404" });
  });

  it("may lead nowhere, or to somebody who never answers", async () => {
    expect(await proveAddress("http://127.0.0.1:9", US)).toEqual({ state: "unreachable", met: "ECONNREFUSED" });
    const url = await at(createServer(() => {}));
    expect(await proveAddress(url, US, 100)).toEqual({ state: "unreachable", met: "timeout" });
  });

  it("may have a certificate that nobody trusts", async () => {
    const folder = mkdtempSync(join(tmpdir(), "offhook-certificate-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "1"];
    execFileSync("openssl", [...asked, "-keyout", key, "-out", cert], { stdio: "ignore" });
    const secure = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, healthOf(US));
    const url = await at(secure as unknown as Server, "https");
    rmSync(folder, { recursive: true });
    expect(await proveAddress(url, US)).toEqual({ state: "certificate", met: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });
});
