/** A number under somebody's hands: what a panel saves was made on what stood there when the panel was opened. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { editNumber, type NumberEdit, type PhoneNumber, phoneNumbersQuery } from "../../data/phone-numbers.ts";

interface Edit {
  change: NumberEdit;
  /** Of what was seen. */
  etag: string;
}

export function useNumberEdit(number: PhoneNumber) {
  const queryClient = useQueryClient();
  const { queryKey } = phoneNumbersQuery();
  const [panel, setPanel] = useState({ etag: number.etag, round: 0 });
  const edit = useMutation({
    mutationFn: ({ change, etag }: Edit) => editNumber(number.id, etag, change),
    onSuccess: (kept, { etag }) => {
      // What was just saved has been seen; what another did before it is seen by whoever opens the panel anew.
      if (etag === panel.etag) setPanel({ ...panel, etag: kept.etag });
      return queryClient.invalidateQueries({ queryKey });
    },
  });
  return {
    edit,
    isStale: edit.error?.fault.code === "stale-version",
    /** Changes when what was typed is given up. */
    round: panel.round,
    opened: () => setPanel({ ...panel, etag: number.etag }),
    saveShown: (change: NumberEdit) => edit.mutate({ change, etag: number.etag }),
    savePanel: (change: NumberEdit) => edit.mutate({ change, etag: panel.etag }),
    async takeTheirs() {
      const numbers = await queryClient.fetchQuery({ ...phoneNumbersQuery(), staleTime: 0 }).catch(() => null);
      // The page's own query says what is wrong.
      if (numbers === null) return;
      const etag = numbers.find(({ id }) => id === number.id)?.etag ?? number.etag;
      setPanel({ etag, round: panel.round + 1 });
      edit.reset();
    },
  };
}
