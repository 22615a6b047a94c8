/** How each vendor is asked whether it would work: one small, free question. */
import { checkAccount as anthropic } from "@offhook/provider-anthropic/check-account";
import { checkAccount as cartesia } from "@offhook/provider-cartesia/check-account";
import { checkAccount as deepgram } from "@offhook/provider-deepgram/check-account";
import { checkAccount as elevenlabs } from "@offhook/provider-elevenlabs/check-account";
import { checkCloudAccount, checkAccount as google } from "@offhook/provider-google/check-account";
import type { CheckAccount } from "@offhook/provider-kit/account";
import { checkAccount as openai } from "@offhook/provider-openai/check-account";

export const ACCOUNT_CHECKS: Readonly<Record<string, CheckAccount>> = Object.freeze({
  ...{ openai, google, anthropic, deepgram, elevenlabs, cartesia },
  "google-cloud": checkCloudAccount,
});
