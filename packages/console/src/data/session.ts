/** Whether the server still knows who is asking. Any answer can tell that it does not. */
import { useSyncExternalStore } from "react";

let signedOut = false;
let wasIn = false;
const listeners = new Set<() => void>();

/** Whether this page has shown anything yet that needs signing in. */
export const hasBeenIn = (): boolean => wasIn;

export function setSignedOut(now: boolean): void {
  wasIn ||= !now;
  if (now === signedOut) return;
  signedOut = now;
  for (const listener of listeners) listener();
}

export function useSignedOut(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => signedOut,
  );
}
