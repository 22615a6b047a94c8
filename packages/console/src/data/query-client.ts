/** The cache of what the server said, and what is asked again by itself. */
import { QueryCache, QueryClient } from "@tanstack/react-query";
import { setSignedOut } from "./session.ts";

const UNAUTHENTICATED = 401;
const FRESH_FOR_MS = 3_000;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: ({ fault }) => {
      if (fault?.status === UNAUTHENTICATED) setSignedOut(true);
    },
    onSuccess: () => setSignedOut(false),
  }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_FOR_MS,
      // Pages ask again by themselves every few seconds, and say meanwhile what is wrong.
      retry: false,
    },
  },
});
