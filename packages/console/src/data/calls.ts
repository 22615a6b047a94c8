/** Calls, as the server keeps them. */
import type { Call, CallsQuery } from "@offhook/api-client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";

/** Calls come and go meanwhile: a list looks again by itself. */
const LIST_EVERY_MS = 5_000;
const LIVE_EVERY_MS = 2_000;
const LARGEST_PAGE = 200;
/** A day of more calls is counted up to here, and the page says so. */
export const MOST_COUNTED = 1_000;

export const callListQuery = (query: CallsQuery) =>
  queryOptions({
    queryKey: ["calls", query],
    queryFn: ({ signal }) => ask(api.GET("/v1/calls", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: LIST_EVERY_MS,
  });

/** All calls since a moment, newest first. */
export const callsSinceQuery = (since: string) =>
  queryOptions({
    queryKey: ["calls", "since", since],
    queryFn: async ({ signal }) => {
      const found: Call[] = [];
      let cursor: string | undefined;
      do {
        const query = { since, limit: LARGEST_PAGE, cursor };
        const page = await ask(api.GET("/v1/calls", { params: { query }, signal }));
        found.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor && found.length < MOST_COUNTED);
      return found;
    },
    placeholderData: keepPreviousData,
    refetchInterval: LIST_EVERY_MS,
  });

/** The calls on the line: the API has no filter for them, and they are among the newest. */
export const liveCallsQuery = () =>
  queryOptions({
    queryKey: ["calls", "live"],
    queryFn: async ({ signal }) => {
      const { items } = await ask(api.GET("/v1/calls", { params: { query: { limit: LARGEST_PAGE } }, signal }));
      return items.filter(({ status }) => status !== "ended");
    },
    refetchInterval: LIVE_EVERY_MS,
  });

export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id],
    queryFn: ({ signal }) => ask(api.GET("/v1/calls/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data, error } }) => {
      if (data && data.status !== "ended") return LIVE_EVERY_MS;
      return error?.fault.status === 0 ? LIST_EVERY_MS : false;
    },
  });

export const transcriptQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id, "transcript"],
    queryFn: ({ signal }) => ask(api.GET("/v1/calls/{id}/transcript", { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { error } }) => (error?.fault.status === 0 ? LIST_EVERY_MS : false),
  });

export const costQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id, "cost"],
    queryFn: ({ signal }) => ask(api.GET("/v1/calls/{id}/cost", { params: { path: { id } }, signal })),
  });

export const readinessQuery = () =>
  queryOptions({
    queryKey: ["ready"],
    queryFn: ({ signal }) => ask(api.GET("/ready", { signal })),
    refetchInterval: LIST_EVERY_MS,
  });
