/**
 * The kinds of model that are known, as data: by which files a kind is recognised, and which it needs. The names are those
 * of the archives that sherpa-onnx publishes. Knows names only, no disk.
 */

export const MODEL_KINDS = [
  "streaming-transducer",
  "offline-transducer",
  "moonshine",
  "moonshine-split",
  "whisper",
  "nemo-ctc",
  "piper",
  "kokoro",
] as const;

export type ModelKind = (typeof MODEL_KINDS)[number];

export interface FileNeed {
  /** What the file is for; the key in `LocalModel.files`. */
  role: string;
  matches: RegExp;
  /** As it is told where it is missing. */
  name: string;
}

export interface KindRow {
  kind: ModelKind;
  does: "hears" | "speaks";
  /** A folder with these is of this kind, whole or not. */
  isMeant(folder: FolderNames): boolean;
  needs: readonly FileNeed[];
}

export interface FolderNames {
  /** Of the folder itself. */
  name: string;
  /** Of the files and folders in it. */
  entries: readonly string[];
}

const has = (pattern: RegExp) => (folder: FolderNames) => folder.entries.some((entry) => pattern.test(entry));
const need = (role: string, matches: RegExp, name: string): FileNeed => ({ role, matches, name });

const TOKENS = need("tokens", /^tokens\.txt$/, "tokens.txt");
const ESPEAK_DATA = need("dataDir", /^espeak-ng-data$/, "The folder espeak-ng-data");
const TRANSDUCER = [
  need("encoder", /^encoder.*\.onnx$/, "encoder*.onnx"),
  need("decoder", /^decoder.*\.onnx$/, "decoder*.onnx"),
  need("joiner", /^joiner.*\.onnx$/, "joiner*.onnx"),
  TOKENS,
];
/** `en_US-amy-low.onnx`: how Piper names its voices. */
const PIPER_VOICE = /^[a-z]{2,3}_[A-Z]{2}-.+\.onnx$/;
const CTC_MODEL = /^model.*\.onnx$/;

const isTransducer = has(/^joiner.*\.onnx$/);
const streams = (folder: FolderNames): boolean => /streaming/i.test(folder.name) || has(/-chunk-\d+/)(folder);
/** What sherpa-onnx calls its Zipformers that do not stream, and families of which none does. */
const isWhole = ({ name }: FolderNames): boolean =>
  /offline|nemo-transducer|nemo-parakeet|giga-?am|^sherpa-onnx-zipformer-/i.test(name);

/** The first whose sign is there counts: the order matters, since Kokoro has all that Piper has. */
export const KIND_ROWS: readonly KindRow[] = [
  {
    ...{ kind: "kokoro", does: "speaks" },
    isMeant: (folder) => has(/^voices\.bin$/)(folder) || /^kokoro/i.test(folder.name),
    needs: [need("model", CTC_MODEL, "model.onnx"), need("voices", /^voices\.bin$/, "voices.bin"), TOKENS, ESPEAK_DATA],
  },
  {
    ...{ kind: "piper", does: "speaks" },
    isMeant: (folder) => has(/^espeak-ng-data$/)(folder) || has(PIPER_VOICE)(folder) || /piper/i.test(folder.name),
    needs: [need("model", /\.onnx$/, "The voice's .onnx"), TOKENS, ESPEAK_DATA],
  },
  {
    ...{ kind: "moonshine", does: "hears" },
    isMeant: has(/^decoder_model_merged\./),
    needs: [
      need("encoder", /^encoder_model\.(onnx|ort)$/, "encoder_model.onnx (or .ort)"),
      need("mergedDecoder", /^decoder_model_merged\.(onnx|ort)$/, "decoder_model_merged.onnx (or .ort)"),
      TOKENS,
    ],
  },
  {
    ...{ kind: "moonshine-split", does: "hears" },
    isMeant: has(/^(un)?cached_decode(\.int8)?\.onnx$/),
    needs: [
      need("preprocessor", /^preprocess(\.int8)?\.onnx$/, "preprocess.onnx"),
      need("encoder", /^encode(\.int8)?\.onnx$/, "encode.int8.onnx"),
      need("uncachedDecoder", /^uncached_decode(\.int8)?\.onnx$/, "uncached_decode.int8.onnx"),
      need("cachedDecoder", /^cached_decode(\.int8)?\.onnx$/, "cached_decode.int8.onnx"),
      TOKENS,
    ],
  },
  {
    ...{ kind: "streaming-transducer", does: "hears" },
    isMeant: (folder) => isTransducer(folder) && streams(folder),
    needs: TRANSDUCER,
  },
  {
    ...{ kind: "offline-transducer", does: "hears" },
    isMeant: (folder) => isTransducer(folder) && isWhole(folder),
    needs: TRANSDUCER,
  },
  {
    ...{ kind: "whisper", does: "hears" },
    isMeant: has(/-(encoder|decoder)(\.int8)?\.onnx$/),
    needs: [
      need("encoder", /-encoder(\.int8)?\.onnx$/, "*-encoder.onnx"),
      need("decoder", /-decoder(\.int8)?\.onnx$/, "*-decoder.onnx"),
      need("tokens", /(^|-)tokens\.txt$/, "*-tokens.txt"),
    ],
  },
  {
    ...{ kind: "nemo-ctc", does: "hears" },
    // SenseVoice, Paraformer and others lay their files out alike; loading them as this kind would end in a fault later.
    isMeant: (folder) => has(CTC_MODEL)(folder) && !/sense-?voice|paraformer|dolphin|zipformer|vits/i.test(folder.name),
    needs: [need("model", CTC_MODEL, "model.onnx"), TOKENS],
  },
];

/** A transducer of which nothing says whether it streams: to guess wrong is to fail in the first call. */
export const isUndecidedTransducer = isTransducer;
