/** What differs between two versions, field by field, for a person who is about to publish. Pure. */

export interface SettingChange {
  /** Such as `voice.0.id`; a text stays whole. */
  path: string;
  from: unknown;
  to: unknown;
}

/** Beyond this the answer is "nearly everything". */
const MOST_CHANGES = 500;

export function settingChanges(from: unknown, to: unknown): SettingChange[] {
  const changes: SettingChange[] = [];
  compare("", from, to, changes);
  return changes;
}

function compare(path: string, from: unknown, to: unknown, changes: SettingChange[]): void {
  if (changes.length >= MOST_CHANGES || JSON.stringify(from) === JSON.stringify(to)) return;
  if (!isTree(from) || !isTree(to) || Array.isArray(from) !== Array.isArray(to)) {
    changes.push({ path, from: from ?? null, to: to ?? null });
    return;
  }
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  for (const key of keys) compare(path === "" ? key : `${path}.${key}`, from[key], to[key], changes);
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
