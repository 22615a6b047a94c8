/** Who is told of calls, and whether they heard it. */
import type { components } from "@offhook/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";

export type Webhook = components["schemas"]["Webhook"];
export type WebhookEvent = Webhook["events"][number];
export type Delivery = components["schemas"]["WebhookDelivery"];

export const webhooksQuery = () =>
  queryOptions({ queryKey: ["webhooks"], queryFn: async () => (await ask(api.GET("/v1/webhooks"))).items });

export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhooks", id, "deliveries"],
    queryFn: async () => {
      const params = { path: { id }, query: { limit: 20 } };
      return (await ask(api.GET("/v1/webhooks/{id}/deliveries", { params }))).items;
    },
    // What waits is tried again by itself.
    refetchInterval: 10_000,
  });

export const addWebhook = (body: { url: string; events: WebhookEvent[] }) => ask(api.POST("/v1/webhooks", { body }));
export const removeWebhook = (id: string) => ask(api.DELETE("/v1/webhooks/{id}", { params: { path: { id } } }));
