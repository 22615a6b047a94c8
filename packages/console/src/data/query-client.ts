/** The cache of what the server said, and what is asked again by itself. */
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import type { Refusal } from "./api.ts";
import { setSignedOut } from "./session.ts";

const UNAUTHENTICATED = 401;
/** Answered to whoever asks. */
const OPEN_TO_ALL = "ready";
const FRESH_FOR_MS = 3_000;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: noticeSignedOut,
    onSuccess: (_, { queryKey }) => {
      if (queryKey[0] !== OPEN_TO_ALL) setSignedOut(false);
    },
  }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_FOR_MS,
      // Pages ask again by themselves every few seconds, and say meanwhile what is wrong.
      retry: false,
    },
  },
});

/** Of whatever was asked, also beside the cache. */
export function noticeSignedOut({ fault }: Partial<Refusal>): void {
  if (fault?.status === UNAUTHENTICATED) setSignedOut(true);
}
