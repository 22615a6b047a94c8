/** A browser's WebSocket to where the page came from, as the reader of live calls wants it. */
import type { LiveSocket } from "@offhook/api-client";

export function openSocket(path: string): LiveSocket {
  const browsers = new WebSocket(`${location.origin.replace(/^http/, "ws")}${path}`);
  const socket: LiveSocket = { onmessage: null, onclose: null, close: () => browsers.close() };
  browsers.onmessage = (event) => socket.onmessage?.(event);
  browsers.onclose = (event) => socket.onclose?.(event);
  return socket;
}
