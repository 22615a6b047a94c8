/** Two people have changed one tool: what one of them typed, on what the other has saved. Pure. */
import type { ToolDraft } from "./draft-shape.ts";

/** Rows and schema are two ways of writing one thing. */
const TOGETHER: Partial<Record<keyof ToolDraft, keyof ToolDraft>> = { parameters: "schema", schema: "parameters" };

/** Fields that were typed in stay; all others become theirs. */
export function mergedDraft(began: ToolDraft, mine: ToolDraft, theirs: ToolDraft): ToolDraft {
  const differs = (field: keyof ToolDraft): boolean => JSON.stringify(began[field]) !== JSON.stringify(mine[field]);
  const fields = Object.keys(theirs) as (keyof ToolDraft)[];
  const typedIn = fields.filter((field) => {
    const other = TOGETHER[field];
    return differs(field) || (other !== undefined && differs(other));
  });
  return { ...theirs, ...Object.fromEntries(typedIn.map((field) => [field, mine[field]])) };
}
