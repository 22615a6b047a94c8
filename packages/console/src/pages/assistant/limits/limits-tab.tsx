/** What a call may cost and last, what callers have to be told, and how providers are asked. */
import type { TabProps } from "../tab-props.ts";
import { Budget } from "./budget.tsx";
import { DisclosurePart } from "./disclosure.tsx";
import { ProviderHabits } from "./provider-habits.tsx";
import { RetentionPart } from "./retention.tsx";

export default function LimitsTab({ settings, edit }: TabProps) {
  return (
    <>
      <Budget settings={settings} edit={edit} />
      <DisclosurePart settings={settings} edit={edit} />
      <RetentionPart settings={settings} edit={edit} />
      <ProviderHabits settings={settings} edit={edit} />
    </>
  );
}
