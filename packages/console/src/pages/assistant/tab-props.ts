/** What every tab of the editor gets. */
import type { AssistantSettings, SettingsEdit } from "../../data/assistants.ts";

export interface TabProps {
  /** The draft, with what was typed and is not saved yet. */
  settings: AssistantSettings;
  edit: (change: SettingsEdit) => void;
}
