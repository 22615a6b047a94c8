import { expect, it } from "vitest";
import { z } from "zod";
import { defineAssistant } from "./define-assistant.ts";
import { httpTool, secret } from "./http-tool.ts";

const findClient = httpTool({
  ...{ name: "findClient", description: "Finds a client.", method: "GET", effect: "reads" },
  url: "https://crm.example/clients/{{phone}}",
  headers: { Authorization: secret("crm-key") },
  parameters: z.object({ phone: z.string() }),
  saySlow: "Still looking.",
});

it("is data, which an assistant pins as the console's would be pinned", () => {
  expect(findClient.http).toMatchObject({ url: "https://crm.example/clients/{{phone}}", effect: "reads" });
  const { definition } = defineAssistant({ name: "Desk", tools: [findClient] });
  expect(definition.tools).toEqual([
    {
      ...{ name: "findClient", description: "Finds a client.", effect: false, deadlineMs: 8_000 },
      saySlow: "Still looking.",
      parameters: expect.objectContaining({ type: "object", required: ["phone"] }),
    },
  ]);
});

it("without a server answers what stands in for it, and says that there is none otherwise", async () => {
  await expect(findClient.run({ phone: "1" }, {} as never)).rejects.toThrow(/there is none: give it a `standIn`/);
  const standIn = httpTool({ ...findClient.http, standIn: ({ phone }) => ({ name: `Client of ${phone}` }) });
  expect(await standIn.run({ phone: "1" }, {} as never)).toEqual({ name: "Client of 1" });
});

it("says everything that is wrong with it at once", () => {
  const wrong = () => httpTool({ ...findClient.http, method: "GET", body: {}, url: "https://{{host}}/x" });
  expect(wrong).toThrow(/"findClient" cannot be asked:\n- .*body: GET has none[\s\S]*\n- /);
});
