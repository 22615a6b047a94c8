/** A tunnel program of the very words that cloudflared prints, as a script on the PATH. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startCommand } from "../start-command.ts";
import { openTunnel } from "./open-tunnel.ts";
import { TUNNEL_TOOLS } from "./tunnel-tools.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "offhook-tunnel-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function install(name: string, script: string): NodeJS.ProcessEnv {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { PATH: `${folder}:/usr/bin:/bin` };
}

describe("a tunnel", () => {
  it("gives its address, leads to the server's port, and is closed with it", async () => {
    const banner = "2026-11-23T10:00:00Z INF |  https://some-four-words-here.trycloudflare.com                      |";
    const env = install(
      "cloudflared",
      `echo "$@" > ${folder}/args\necho "INF Requesting new quick Tunnel" >&2\necho '${banner}' >&2\nexec sleep 60`,
    );
    const tunnel = await openTunnel(3_210, env);
    expect([tunnel.tool, tunnel.url]).toEqual(["cloudflared", "https://some-four-words-here.trycloudflare.com"]);
    expect(readFileSync(join(folder, "args"), "utf8")).toContain("http://127.0.0.1:3210");
    tunnel.close();
    await tunnel.ended;
  });

  it.skipIf(process.platform !== "linux")(
    "is not ended by the terminal's Ctrl-C: calls are finished over it",
    async () => {
      const env = install(
        "cloudflared",
        `echo $$ > ${folder}/pid\necho "| https://a-b.trycloudflare.com |"\nexec sleep 60`,
      );
      const tunnel = await openTunnel(3_210, env);
      const groupOf = (pid: string | number) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[2];
      const pid = readFileSync(join(folder, "pid"), "utf8").trim();
      // Ctrl-C reaches everything in the group of the terminal's foreground.
      expect(groupOf(pid)).toBe(pid);
      expect(groupOf(pid)).not.toBe(groupOf(process.pid));
      tunnel.close();
      await tunnel.ended;
    },
  );

  it("that fails says in its own words why", async () => {
    const env = install("ngrok", 'echo "ERROR: authentication failed: ERR_NGROK_4018"; exit 1');
    await expect(openTunnel(3_210, env)).rejects.toMatchObject({
      code: "tunnel-failed",
      message: expect.stringContaining("ERR_NGROK_4018"),
    });
  });

  it("without any program says how to get one; an unknown one is misuse", async () => {
    const none = openTunnel(3_210, { PATH: folder });
    await expect(none).rejects.toMatchObject({ code: "no-tunnel", fix: expect.stringContaining("cloudflared") });
    await expect(openTunnel(3_210, { PATH: folder }, "ssh")).rejects.toMatchObject({ code: "misuse" });
  });

  it("is not opened where PUBLIC_URL says another address, or the port is any", async () => {
    const terminal = (env: NodeJS.ProcessEnv) => ({ env, out: () => {}, note: () => {} });
    for (const env of [{ PUBLIC_URL: "https://mine.example" }, { PORT: "0" }]) {
      await expect(startCommand.run(["--tunnel"], terminal(env))).rejects.toMatchObject({ code: "misuse" });
    }
  });
});

it.each([
  [
    "ngrok",
    '{"lvl":"info","msg":"started tunnel","obj":"tunnels","addr":"http://localhost:3000","url":"https://a-b-c.ngrok-free.app"}',
    "https://a-b-c.ngrok-free.app",
  ],
  ["tailscale", "https://clinic.tail1234.ts.net/", "https://clinic.tail1234.ts.net"],
  ["tailscale", "Available on the internet:", null],
  ["cloudflared", "INF Thank you for trying Cloudflare Tunnel. https://developers.cloudflare.com/", null],
])("%s says its address in the line that has it", (name, line, url) => {
  expect(TUNNEL_TOOLS.find((tool) => tool.name === name)?.read(line)).toBe(url);
});
