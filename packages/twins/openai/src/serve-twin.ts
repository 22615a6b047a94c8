/** The twin over real HTTP and sockets on this machine, at the address that its clients are given. */
import { type ServedTwin, serveSocketTwin } from "@offhook/twin-kit";
import type { OpenAiTwin } from "./openai-twin.ts";

/** `baseUrl` ends with `/v1`, as OpenAI's own does. Port 0: any free one. */
export async function serveTwin(twin: OpenAiTwin, port = 0): Promise<ServedTwin> {
  const served = await serveSocketTwin(twin, port);
  return {
    baseUrl: `${served.baseUrl}/v1`,
    get connections() {
      return served.connections;
    },
    close: () => served.close(),
  };
}
