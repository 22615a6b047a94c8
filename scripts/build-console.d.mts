/** Null, or what went wrong. */
export function buildConsole(options?: { say?: (line: string) => void }): Promise<string | null>;
