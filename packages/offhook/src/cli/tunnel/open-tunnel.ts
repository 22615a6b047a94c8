/** Starts the first tunnel program that is installed, and waits for the address that it gives. */
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { CliError } from "../cli-error.ts";
import { TUNNEL_TOOLS, type TunnelTool } from "./tunnel-tools.ts";

export interface Tunnel {
  tool: string;
  /** Without a trailing slash. */
  url: string;
  /** Resolves when it is gone, asked or not. */
  ended: Promise<void>;
  close(): void;
}

const READY_WITHIN_MS = 30_000;
/** Of what it printed, when it gives no address. */
const LAST_LINES = 5;

/** `wanted`: one of the tools by name; empty: whichever is there. */
export async function openTunnel(port: number, env: NodeJS.ProcessEnv, wanted = ""): Promise<Tunnel> {
  const tools = TUNNEL_TOOLS.filter(({ name }) => wanted === "" || name === wanted);
  if (tools.length === 0) {
    throw new CliError("misuse", { problem: `"${wanted}" is no tunnel that is known here.`, command: "start" });
  }
  const tool = tools.find(({ name }) => isInstalled(name, env));
  if (!tool) throw new CliError("no-tunnel", { ways: tools.map(({ get }) => get).join("; ") });
  // In a group of its own: a terminal's Ctrl-C would end it before the calls that the server is still finishing.
  const own = { detached: process.platform !== "win32", windowsHide: true };
  const child = spawn(tool.name, tool.args(port), { env, stdio: ["ignore", "pipe", "pipe"], ...own });
  const end = (): void => void child.kill("SIGTERM");
  process.once("exit", end);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  void ended.then(() => process.off("exit", end));
  const url = await addressOf(child, tool, ended);
  return { tool: tool.name, url, ended, close: end };
}

async function addressOf(child: ChildProcess, tool: TunnelTool, ended: Promise<void>): Promise<string> {
  const lines: string[] = [];
  const found = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr] as Readable[]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        const url = tool.read(line);
        if (url !== null) resolve(url.replace(/\/+$/, ""));
      });
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), READY_WITHIN_MS);
  });
  const url = await Promise.race([found, ended.then(() => null), late]);
  clearTimeout(timer);
  if (url !== null) return url;
  child.kill("SIGTERM");
  const said = lines.slice(-LAST_LINES).join(" | ") || "nothing";
  throw new CliError("tunnel-failed", { tool: tool.name, said });
}

function isInstalled(name: string, { PATH = "" }: NodeJS.ProcessEnv): boolean {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, file), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
