/** What `/v1/templates` gives. */
import { z } from "zod";
import { settingsShape } from "../assistants/settings-shape.ts";

const scenarioShape = z.strictObject({
  name: z.string(),
  says: z.array(z.string()).describe("One sentence after the other, each once the agent has finished."),
  expects: z.array(z.string()).describe("Words that must be heard from the agent."),
});

export const templateShape = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string().describe("One sentence: what it does for whom."),
    languages: z.array(z.string()),
    examples: z.array(z.string()).describe("What to ask it, to hear it work."),
    scenarios: z.array(scenarioShape),
    assistant: settingsShape,
  })
  .meta({ id: "Template" });
