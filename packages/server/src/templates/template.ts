/** What a template is: a whole assistant to begin with, in each of its languages. */
import type { AssistantSettings } from "../assistants/settings-shape.ts";

export type TemplateLanguage = "en" | "ru";

export type TemplateFlow = NonNullable<AssistantSettings["flow"]>[number];
export type TemplateNode = TemplateFlow["nodes"][string];

export interface Scenario {
  name: string;
  /** One sentence after the other, each once the agent has finished. */
  says: readonly string[];
  /** Words that must be heard from the agent; case and punctuation do not count. */
  expects: readonly string[];
}

export interface TemplateText {
  name: string;
  /** One sentence: what it does for whom. */
  description: string;
  /** What to ask it, to hear it work. */
  examples: readonly string[];
  /** A caller who tries it, in words; each is a test scenario. */
  scenarios: readonly Scenario[];
  settings: AssistantSettings;
}

export interface Template {
  id: "customer-support" | "appointment-booking" | "lead-qualification" | "order-status" | "general-assistant";
  texts: Readonly<Record<TemplateLanguage, TemplateText>>;
}
