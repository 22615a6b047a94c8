/** The process of a model that hears. */
import { loadSherpa } from "../models/sherpa.ts";
import type { LoadableModel } from "../models/sherpa-config.ts";
import { serve } from "../workers/serve.ts";
import { hearingWith } from "./hearing.ts";

serve((model: LoadableModel) => hearingWith(loadSherpa(), model));
