/** What is wrong with a query, without flickering: while it is asked again, what was wrong before still stands. */
import type { ApiFault } from "@offhook/api-client";
import { useRef } from "react";
import type { Refusal } from "./api.ts";

interface Asked {
  error: Refusal | null;
  data: unknown;
}

/** null: nothing is wrong, or nobody knows yet. A fault beside data is of the last time that it was asked anew. */
export function useFault({ error, data }: Asked): ApiFault | null {
  const held = useRef<ApiFault | null>(null);
  if (error) held.current = error.fault;
  else if (data !== undefined) held.current = null;
  return held.current;
}
