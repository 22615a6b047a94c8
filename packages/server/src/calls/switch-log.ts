/**
 * A call's log whose epoch can change: a second stream on the same worker goes on under a new one. What is logged while
 * the epoch is raised is held back, so that nothing is refused as written by its own past.
 */
import type { CallLog, LogItem } from "@offhook/engine/ports";

export class SwitchLog implements CallLog {
  private log: CallLog;
  private held: LogItem[] | null = null;
  private switched: Promise<void> = Promise.resolve();
  private release: () => void = () => {};

  constructor(log: CallLog) {
    this.log = log;
  }

  /** Makes durable what was logged under the old epoch, and holds back what comes from now on. */
  async hold(): Promise<void> {
    if (this.held) return;
    this.held = [];
    this.switched = new Promise((resolve) => {
      this.release = resolve;
    });
    await this.log.flush();
  }

  /** Goes on under another epoch, or, without one, as before. */
  resume(log: CallLog = this.log): void {
    this.log = log;
    const held = this.held ?? [];
    this.held = null;
    if (held.length > 0) this.log.append(held);
    this.release();
  }

  append(items: readonly LogItem[]): void {
    if (this.held) this.held.push(...items);
    else this.log.append(items);
  }

  async flush(): ReturnType<CallLog["flush"]> {
    await this.switched;
    return this.log.flush();
  }
}
