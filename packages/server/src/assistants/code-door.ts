/** What the command line needs of assistants as the API has them, to write them as code and to take them back. */
import type { PinnedTool } from "@offhook/engine/conversation";
import { BUILT_IN_TOOLS } from "./built-in-tools.ts";
import { compileSettings, settingsOf } from "./compile-settings.ts";
import type { AssistantSettings } from "./settings-shape.ts";

export { type SettingChange, settingChanges } from "./setting-changes.ts";
export { type AssistantSettings, settingsShape } from "./settings-shape.ts";
export { type ImportReport, importVapi } from "./vapi/import-vapi.ts";

/** The tools that every server has. */
export const SERVER_TOOLS: readonly PinnedTool[] = BUILT_IN_TOOLS;

/** With the server's own tools alone: others are known only to the server that has them. */
export const compileWithServerTools = (settings: AssistantSettings) => compileSettings(settings, SERVER_TOOLS);

/** Every field as it takes effect, so that a default that is written down equals one that is left out. */
export function effectiveSettings(settings: AssistantSettings): AssistantSettings {
  const whole = settingsOf(compileWithServerTools(settings).definition);
  if (settings.flow || !settings.answers) return whole;
  const { flow: _floor, ...rest } = whole;
  return { ...rest, answers: settings.answers };
}
