/** Builds the console to `dist/`; in development stands before a running server and signs its requests with its key. */
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type ProxyOptions } from "vite";
import { firstLoad } from "./first-load.ts";

const SERVER_PATHS = ["/v1", "/health", "/ready", "/browser"];
const target = process.env.OFFHOOK_URL ?? "http://127.0.0.1:3000";
const key = process.env.OFFHOOK_API_KEY;

const toServer: ProxyOptions = {
  target,
  ws: true,
  changeOrigin: true,
  ...(key ? { headers: { authorization: `Bearer ${key}` } } : {}),
  configure(proxy) {
    // The browser's origin is this proxy's, which the server rightly does not know.
    proxy.on("proxyReq", (request) => request.removeHeader("origin"));
    proxy.on("proxyReqWs", (request) => request.removeHeader("origin"));
  },
};

export default defineConfig({
  plugins: [react(), tailwind(), firstLoad()],
  server: { proxy: Object.fromEntries(SERVER_PATHS.map((path) => [path, toServer])) },
  build: { target: "es2022", reportCompressedSize: true },
});
