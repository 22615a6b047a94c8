/** How this machine reaches the server. */
export function serverAddress(host: string, port: number): string {
  return `http://${urlHost(host)}:${port}`;
}

/** An address that stands for all of this machine's is reached by loopback. */
function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
