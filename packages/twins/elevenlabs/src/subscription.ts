/** The plan of the key: how many characters are used. */
import { jsonReply, type TwinReply } from "@offhook/twin-kit";
import { refusal } from "./refusals.ts";

export interface TwinSubscription {
  tier: string;
  status: string;
  character_count: number;
  character_limit: number;
  can_extend_character_limit: boolean;
  allowed_to_extend_character_limit: boolean;
  next_character_count_reset_unix: number;
  voice_limit: number;
  currency: string;
}

const FRESH_PLAN: TwinSubscription = Object.freeze({
  tier: "creator",
  status: "active",
  character_count: 1_200,
  character_limit: 100_000,
  can_extend_character_limit: false,
  allowed_to_extend_character_limit: false,
  next_character_count_reset_unix: 1_798_000_000,
  voice_limit: 30,
  currency: "usd",
});

const NOT_READABLE = {
  status: "missing_permissions",
  message: "The API key you used is missing the permission user_read to execute this operation.",
};

export function subscriptionReply(changes: Partial<TwinSubscription> | null | undefined): TwinReply {
  if (changes === null) return { ...refusal(401), body: JSON.stringify({ detail: NOT_READABLE }) };
  return jsonReply(200, { ...FRESH_PLAN, ...changes });
}
