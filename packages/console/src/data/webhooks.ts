/** Who is told of calls, and whether they heard it. */
import type { components } from "@offhook/api-client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";

export type Webhook = components["schemas"]["Webhook"];
export type WebhookEvent = Webhook["events"][number];
export type Delivery = components["schemas"]["WebhookDelivery"];

export const webhooksQuery = () =>
  queryOptions({ queryKey: ["webhooks"], queryFn: async () => (await ask(api.GET("/v1/webhooks"))).items });

/** Newest first. */
export const deliveriesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", id, "deliveries"],
    queryFn: ({ pageParam }) => {
      const query = { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) };
      return ask(api.GET("/v1/webhooks/{id}/deliveries", { params: { path: { id }, query } }));
    },
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // What waits is tried again by itself.
    refetchInterval: 10_000,
  });

export const addWebhook = (body: { url: string; events: WebhookEvent[] }) => ask(api.POST("/v1/webhooks", { body }));
export const removeWebhook = (id: string) => ask(api.DELETE("/v1/webhooks/{id}", { params: { path: { id } } }));
/** The old one counts no longer. */
export const renewSecret = (id: string) => ask(api.POST("/v1/webhooks/{id}/secret", { params: { path: { id } } }));
