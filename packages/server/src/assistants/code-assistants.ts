/**
 * Assistants from files: stored as versions like any other, so that calls pin them, while the code of their tools stays
 * here. A file that is saved counts from the next call on; one that is broken leaves what was there.
 */
import { type FSWatcher, watch } from "node:fs";
import type { Logger } from "pino";
import { dropCodeAssistants, seedAssistant } from "../store/assistants.ts";
import type { Store } from "../store/store.ts";
import { type CodeFile, type CodeFileTool, readCodeFolder, stampOfFolder } from "./code-files.ts";

/** Editors write a file in several steps. */
const SETTLES_WITHIN_MS = 200;
const PREFIX = "code:";

export class CodeAssistants {
  private readonly folder: string;
  private readonly store: Store;
  private readonly logger: Logger;
  /** By the assistant's id. */
  private tools = new Map<string, readonly CodeFileTool[]>();
  private stamp = "";
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;
  private reading: Promise<void> = Promise.resolve();

  constructor(parts: { folder: string; store: Store; logger: Logger }) {
    this.folder = parts.folder;
    this.store = parts.store;
    this.logger = parts.logger;
  }

  /** Resolves when everything that is there answers calls. */
  async start(): Promise<void> {
    await this.look();
    try {
      this.watcher = watch(this.folder, { recursive: true }, () => this.changed());
    } catch (error) {
      this.logger.warn({ problem: String(error) }, "assistants-not-watched");
    }
  }

  stop(): void {
    this.watcher?.close();
    if (this.timer) clearTimeout(this.timer);
  }

  /**
   * The code that this assistant's tools have now; a call keeps what it began with. Another worker may have read a saved
   * file already, and made it the version that this call has: its sentences and its code belong together.
   */
  async toolsOf(assistantId: string): Promise<readonly CodeFileTool[]> {
    await this.reading;
    if (this.tools.has(assistantId) && this.stamp !== this.stampNow()) await this.look();
    return this.tools.get(assistantId) ?? [];
  }

  /** One after the other: the last one sees the last state. */
  look(): Promise<void> {
    this.reading = this.reading
      .then(() => this.read())
      .catch((error: unknown) => {
        this.logger.error({ folder: this.folder, problem: String(error) }, "assistants-not-read");
      });
    return this.reading;
  }

  private changed(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), SETTLES_WITHIN_MS).unref();
  }

  /** A folder that cannot be read just now has not changed. */
  private stampNow(): string {
    try {
      return stampOfFolder(this.folder);
    } catch {
      return this.stamp;
    }
  }

  private async read(): Promise<void> {
    // Before the files: what is saved while they are read counts as changed.
    this.stamp = this.stampNow();
    const files = await readCodeFolder(this.folder);
    for (const file of files) if (file.problem !== null) this.tell(file);
    const tools = new Map<string, readonly CodeFileTool[]>();
    for (const one of files.flatMap(({ assistants }) => assistants)) {
      const definition = one.definition as unknown as Record<string, unknown>;
      const { id } = await seedAssistant(this.store, `${PREFIX}${one.key}`, one.definition.name, definition);
      tools.set(id, one.tools);
    }
    // A broken file keeps its assistants, as they were read last.
    for (const [id, last] of this.tools) if (!tools.has(id)) tools.set(id, last);
    this.tools = tools;
    const broken = files.filter(({ problem }) => problem !== null).map(({ path }) => path);
    const there = files.flatMap(({ assistants }) => assistants.map(({ key }) => key));
    await dropCodeAssistants(this.store, PREFIX, there, broken);
  }

  private tell({ path, problem }: CodeFile): void {
    const fix = "Correct the file; what answered before goes on answering.";
    this.logger.error({ code: "assistant-file-broken", file: path, problem, fix }, "assistant-file-broken");
  }
}

/** Started without a folder: what files defined once answers no more, for the code of its tools is not here. */
export const withoutCodeAssistants = (store: Store): Promise<void> => dropCodeAssistants(store, PREFIX, [], []);
