/** The papers of one purchase: what the number asks for, what the account has of it, and what somebody chose or typed. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Address, type Bundle, type NumberKind, papersQuery } from "../../../data/twilio-accounts.ts";
import { type ChosenPapers, chosenSid, fittingAddresses, lacksPapers, type Needs } from "./paper-fit.ts";

interface Purchase {
  accountSid: string;
  country: string;
  type: NumberKind;
  needs: Needs;
  /** They are not what they were a moment ago, or perhaps not. */
  changed: () => void;
}

export interface PapersInHand {
  /** `none`: nothing is asked for. `typed`: the account's cannot be read. */
  state: "none" | "asking" | "choice" | "typed";
  fault: ReturnType<typeof usePapersQuery>["error"];
  looking: boolean;
  addresses: readonly Address[];
  bundles: readonly Bundle[];
  bundlesUnderReview: number;
  chosen: ChosenPapers;
  /** Without them there is nothing to buy. */
  lacking: boolean;
  choose: (papers: Partial<ChosenPapers>) => void;
  /** For somebody who has just made what was missing. */
  lookAgain: () => void;
  /** The account's may have changed. */
  refresh: () => void;
}

export function usePapers({ accountSid, country, type, needs, changed }: Purchase): PapersInHand {
  const wanted = needs.address !== null || needs.bundle !== null;
  const query = usePapersQuery(accountSid, { country, type }, wanted);
  const [own, setOwn] = useState<Partial<ChosenPapers>>({});
  const { data, error, isFetching } = query;
  const refresh = () => void query.refetch();
  const readable = data !== undefined && error === null;
  const addresses = needs.address === null ? [] : fittingAddresses(data?.addresses ?? [], needs.address, country);
  const bundles = needs.bundle === null ? [] : (data?.bundles ?? []);
  const chosen = readable
    ? { addressSid: chosenSid(addresses, own.addressSid), bundleSid: chosenSid(bundles, own.bundleSid) }
    : { addressSid: "", bundleSid: "", ...own };
  const known = readable ? ("choice" as const) : error ? ("typed" as const) : ("asking" as const);
  return {
    ...{ addresses, bundles, chosen, fault: error, looking: isFetching },
    state: wanted ? known : "none",
    bundlesUnderReview: data?.bundlesUnderReview ?? 0,
    lacking: wanted && readable && lacksPapers(needs, addresses, bundles),
    choose: (papers) => {
      setOwn((before) => ({ ...before, ...papers }));
      changed();
    },
    lookAgain: () => {
      changed();
      refresh();
    },
    refresh,
  };
}

function usePapersQuery(accountSid: string, where: { country: string; type: NumberKind }, enabled: boolean) {
  return useQuery({ ...papersQuery(accountSid, where), enabled });
}
