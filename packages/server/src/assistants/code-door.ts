/** What the command line needs of assistants as the API has them, to write them as code and to take them back. */
import type { PinnedTool } from "@offhook/engine/conversation";
import { BUILT_IN_TOOLS } from "./built-in-tools.ts";
import { compileSettings, settingsOf } from "./compile-settings.ts";
import type { AssistantSettings } from "./settings-shape.ts";

export { describedHttpTool, type HttpToolDefinition } from "../tools/tool-shape.ts";
export { type SettingChange, settingChanges } from "./setting-changes.ts";
export { type AssistantSettings, settingsShape } from "./settings-shape.ts";
export { type ImportReport, importVapi } from "./vapi/import-vapi.ts";

/** The tools that every server has. */
export const SERVER_TOOLS: readonly PinnedTool[] = BUILT_IN_TOOLS;

/** `made`: tools that somebody made on the server, or that the file defines. */
export const compileWithTools = (settings: AssistantSettings, made: readonly PinnedTool[]) =>
  compileSettings(settings, [...SERVER_TOOLS, ...made]);

/** With the server's own tools alone: others are known only to the server that has them. */
export const compileWithServerTools = (settings: AssistantSettings) => compileWithTools(settings, []);

/** Every field as it takes effect, so that a default that is written down equals one that is left out. */
export function effectiveSettings(settings: AssistantSettings, made: readonly PinnedTool[] = []): AssistantSettings {
  const whole = settingsOf(compileWithTools(settings, made).definition);
  if (settings.flow || !settings.answers) return whole;
  const { flow: _floor, ...rest } = whole;
  return { ...rest, answers: settings.answers };
}
