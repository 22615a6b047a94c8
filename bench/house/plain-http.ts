/** HTTP with a connection for each request, closed after it: what is still connected to the server is a media stream. */
import { request as ask, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { ConnectionFailed, type HttpTransport } from "@offhook/twin-twilio";

export const plainHttp: HttpTransport = ({ method, url, headers, body }, signal) =>
  new Promise((resolve, reject) => {
    const request = ask(url, { method, headers: { ...headers }, agent: false, signal }, (response) => {
      answerOf(response).then(resolve, reject);
    });
    request.on("error", (error: Error & { code?: string }) =>
      reject(error.code === "ECONNREFUSED" ? new ConnectionFailed(error.code) : error),
    );
    request.end(method === "POST" ? body : undefined);
  });

async function answerOf(response: IncomingMessage) {
  const headers = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body: await text(response) };
}

export async function getJson<T>(url: string, token?: string): Promise<{ status: number; json: T }> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const { status, body } = await plainHttp({ method: "GET", url, headers, body: "" }, AbortSignal.timeout(5_000));
  return { status, json: JSON.parse(body) as T };
}
