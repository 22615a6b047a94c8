/** Programs that give this machine an https address: how each is started, and where it says its address. Data. */

export interface TunnelTool {
  name: string;
  args(port: number): string[];
  /** The address in a line that it prints; null: none is in it. */
  read(line: string): string | null;
  /** How to get it. */
  get: string;
}

/** In the order in which they are looked for: the first needs no account. */
export const TUNNEL_TOOLS: readonly TunnelTool[] = Object.freeze([
  {
    name: "cloudflared",
    args: (port) => ["tunnel", "--no-autoupdate", "--url", `http://127.0.0.1:${port}`],
    read: (line) => /https:\/\/[a-z0-9-]+\.trycloudflare\.com/.exec(line)?.[0] ?? null,
    get: "cloudflared (no account): https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/downloads/",
  },
  {
    name: "ngrok",
    args: (port) => ["http", String(port), "--log", "stdout", "--log-format", "json"],
    read: (line) => /"url":"(https:\/\/[a-z0-9.-]+)"/.exec(line)?.[1] ?? null,
    get: "ngrok (free account): https://ngrok.com/download",
  },
  {
    name: "tailscale",
    args: (port) => ["funnel", String(port)],
    read: (line) => /https:\/\/[a-z0-9.-]+\.ts\.net/.exec(line)?.[0] ?? null,
    get: "tailscale (with Funnel switched on): https://tailscale.com/download",
  },
]);
