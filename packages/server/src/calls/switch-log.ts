/** A call's log whose epoch can change: a second stream on the same worker goes on under a new one. */
import type { CallLog } from "@offhook/engine/ports";

export class SwitchLog implements CallLog {
  private log: CallLog;

  constructor(log: CallLog) {
    this.log = log;
  }

  switchTo(log: CallLog): void {
    this.log = log;
  }

  append(items: Parameters<CallLog["append"]>[0]): void {
    this.log.append(items);
  }

  flush(): ReturnType<CallLog["flush"]> {
    return this.log.flush();
  }
}
