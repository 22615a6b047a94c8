/** A mutation that does not begin again while it runs: a page draws its button as pressed only a moment after the press. */
import { type UseMutationOptions, type UseMutationResult, useMutation } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import type { Refusal } from "./api.ts";

export function useOneMutation<Data, Variables = void>(
  options: UseMutationOptions<Data, Refusal, Variables>,
): UseMutationResult<Data, Refusal, Variables> {
  const running = useRef(false);
  const mutation = useMutation<Data, Refusal, Variables>(options);
  const { mutateAsync } = mutation;
  const mutate = useCallback(
    (...given: Parameters<typeof mutateAsync>) => {
      if (running.current) return;
      running.current = true;
      mutateAsync(...given)
        // It is the mutation's `error` by now.
        .catch(() => {})
        .finally(() => {
          running.current = false;
        });
    },
    [mutateAsync],
  );
  return { ...mutation, mutate };
}
