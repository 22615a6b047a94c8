import { assistants } from "./assistants.ts";
import { call } from "./call.ts";
import { calls } from "./calls.ts";
import { faults } from "./faults.ts";
import { flow } from "./flow.ts";
import { live } from "./live.ts";
import { numbers } from "./numbers.ts";
import { overview } from "./overview.ts";
import { providers } from "./providers.ts";
import { settings } from "./settings.ts";
import { shell } from "./shell.ts";
import { tools } from "./tools.ts";
import { words } from "./words.ts";

export const en = {
  shell,
  overview,
  assistants,
  calls,
  call,
  faults,
  flow,
  live,
  numbers,
  providers,
  settings,
  tools,
  words,
};
