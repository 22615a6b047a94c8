/** Settings under somebody's hands: saved on what was there when they began, so that nobody writes over another unseen. */
import { type UseQueryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Refusal } from "../../data/api.ts";

export interface Stored {
  etag: string;
}

export interface Editing {
  /** Changes when what was typed is given up. */
  round: number;
  begin(): void;
  takeTheirs(): void;
}

export function useSettings<State extends Stored, Body extends Stored, Kept>(
  query: UseQueryOptions<State, Refusal, State, string[]>,
  write: (body: Body) => Promise<Kept>,
) {
  const queryClient = useQueryClient();
  const { data: stored } = useQuery(query);
  const began = useRef<string | null>(null);
  const [round, setRound] = useState(0);
  const save = useMutation<Kept, Refusal, Omit<Body, "etag">>({
    mutationFn: (change) => write({ ...change, etag: began.current ?? stored?.etag ?? "" } as Body),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: query.queryKey });
      began.current = null;
    },
  });
  const editing: Editing = {
    round,
    begin() {
      began.current ??= stored?.etag ?? null;
    },
    takeTheirs() {
      const fetched = queryClient.refetchQueries({ queryKey: query.queryKey });
      void fetched.then(() => {
        began.current = null;
        save.reset();
        setRound(round + 1);
      });
    },
  };
  return { stored, save, editing };
}
