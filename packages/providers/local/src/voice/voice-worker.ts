/** The process of a model that speaks. */
import { loadSherpa } from "../models/sherpa.ts";
import type { LoadableModel } from "../models/sherpa-config.ts";
import { serve } from "../workers/serve.ts";
import { speakingWith } from "./speaking.ts";

serve((model: LoadableModel) => speakingWith(loadSherpa(), model));
