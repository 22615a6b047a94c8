/** Starts the console: languages, preferences, the server's answers, addresses. */
import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./styles/app.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { router } from "./app/router.tsx";
import { queryClient } from "./data/query-client.ts";
import { startLanguages } from "./locales/i18n.ts";
import { currentLanguage, currentRegion, followSystem } from "./preferences/preferences.tsx";

await startLanguages(currentLanguage(), currentRegion());
followSystem();

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no place for the console");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
