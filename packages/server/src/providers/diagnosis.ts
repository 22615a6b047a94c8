/** What was found out about the providers, as data: for a table, for the console, for other programs. */
import type { AccountQuota } from "@offhook/provider-kit/account";

export interface Finding {
  /** Calls fail, or will soon. */
  severity: "error" | "warn";
  code: string;
  message: string;
  fix: string;
}

export interface ProviderDiagnosis {
  provider: string;
  name: string;
  /** `not-checked`: nobody could try it, or the vendor did not answer. */
  key: "accepted" | "refused" | "missing" | "not-needed" | "not-checked";
  /** Of the question with which the key was tried. */
  latencyMs: number | null;
  quota: AccountQuota | null;
  /** Where it is reached, if not at the vendor's own address. */
  baseUrl: string | null;
  /** Assistants that name it. */
  usedBy: readonly string[];
  findings: readonly Finding[];
  notes: readonly string[];
  /** Why something of it that calls would use was not tried; null: all of it was. */
  untried: string | null;
}

/** What the running server says of the key that it has itself. */
export type ServerKeyTest =
  | { result: "works"; latencyMs: number | null; detail: string }
  | { result: "refused"; code: string; message: string; fix: string }
  | { result: "untried"; because: string };

export interface Diagnosis {
  /** Nothing is wrong with what was tried; warnings may still be there. */
  ok: boolean;
  providers: readonly ProviderDiagnosis[];
}
