/** Watches how vendors change, and says so: degraded, down, back, a key refused, a quota used up. */

import type { ProviderChange } from "../store/provider-history.ts";
import type { Alert, AlertDesk, AlertType } from "./alerts.ts";
import { titleOf } from "./titles.ts";
import type { Condition, VendorState } from "./vendor-state.ts";

interface Known {
  state: Condition;
  needs: VendorState["needs"];
}

export class ProviderAlerts {
  private readonly known = new Map<string, Known>();
  private readonly desk: AlertDesk;

  constructor(desk: AlertDesk) {
    this.desk = desk;
  }

  /**
   * How it was when somebody was last there to see: whoever was told of an outage is told of its end, though the server was
   * started anew in between. An empty account is left out: a start forgets it, and only a call that is answered proves it filled.
   */
  remember(changes: readonly ProviderChange[]): void {
    for (const { provider, state, faultCode } of changes) {
      if (faultCode?.endsWith("quota-exhausted") || this.known.has(provider)) continue;
      this.known.set(provider, { state, needs: faultCode?.endsWith("key-refused") ? "key" : null });
    }
  }

  /** Something was learned about a vendor: says what has changed, if that matters. */
  look(vendor: string, { state, needs, lastFault }: VendorState): Alert | null {
    const before = this.known.get(vendor) ?? { state: "unknown", needs: null };
    if (before.state === state && before.needs === needs) return null;
    // Nobody has learned anything since: it is still what it was last, and being back is still to be said.
    if (state === "unknown") return null;
    this.known.set(vendor, { state, needs });
    const type = typeOf(before, { state, needs });
    if (!type) return null;
    const alert = { type, about: vendor, ...wordsOf(type, titleOf(vendor), lastFault?.message ?? "") };
    void this.raise(vendor, alert, before);
    return alert;
  }

  /** What could not even be written down is found again at the next look. */
  private async raise(vendor: string, alert: Alert, before: Known): Promise<void> {
    if ((await this.desk.raise(alert)) === "not-kept") this.known.set(vendor, before);
  }
}

function typeOf(before: Known, now: Known): AlertType | null {
  if (now.needs === "key") return "provider-key-refused";
  if (now.needs === "quota") return "provider-quota-exhausted";
  if (now.state === "down") return "provider-down";
  if (now.state === "degraded") return before.state === "down" ? null : "provider-degraded";
  const wasBad = before.state === "down" || before.state === "degraded";
  return now.state === "ready" && wasBad ? "provider-back" : null;
}

function wordsOf(type: AlertType, title: string, fault: string): Pick<Alert, "message" | "fix"> {
  const last = fault ? ` The last fault: ${fault}` : "";
  switch (type) {
    case "provider-key-refused":
      return { message: `${title} refuses the key.${last}`, fix: "Set a key that is whole and still active." };
    case "provider-quota-exhausted":
      return { message: `The account at ${title} has no money or quota left.${last}`, fix: "Top up the account." };
    case "provider-down":
      return {
        message: `${title} does not answer; calls use the next in their lists.${last}`,
        fix: "Look at the vendor's status page and at this machine's network. Nothing need be done for calls that have a second provider.",
      };
    case "provider-back":
      return { message: `${title} answers again, and is used again.`, fix: "Nothing to do." };
    default:
      return {
        message: `${title} fails more often than it should.${last}`,
        fix: "Look at the vendor's status page; put a second provider in the lists that have none.",
      };
  }
}
