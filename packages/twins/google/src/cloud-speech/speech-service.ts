/**
 * `google.cloud.speech.v1.Speech` as the vendor's `cloud_speech.proto` describes it, for its streaming and its plain
 * recognition: what clients may send, and what is answered. Bytes to messages and back.
 */
import { fromJSON, type MethodDefinition, type ServiceDefinition } from "@grpc/proto-loader";

type Fields = Record<string, { type: string; id: number; rule?: string }>;

/** `name:type=number`, a repeated one with a `*` before its type. */
function message(fields: string): { fields: Fields } {
  const entries = fields
    .trim()
    .split(/\s+/)
    .map((field) => {
      const [, name = "", many, type = "", id] = /^(\w+):(\*?)([\w.]+)=(\d+)$/.exec(field) ?? [];
      return [name, { type, id: Number(id), ...(many ? { rule: "repeated" } : {}) }] as const;
    });
  return { fields: Object.fromEntries(entries) };
}

const oneOf = (name: string, fields: string) => {
  const made = message(fields);
  return { ...made, oneofs: { [name]: { oneof: Object.keys(made.fields) } } };
};

const DURATION = "google.protobuf.Duration";

const ASKED = {
  StreamingRecognizeRequest: oneOf(
    "streamingRequest",
    "streamingConfig:StreamingRecognitionConfig=1 audioContent:bytes=2",
  ),
  StreamingRecognitionConfig: message(
    `config:RecognitionConfig=1 singleUtterance:bool=2 interimResults:bool=3 enableVoiceActivityEvents:bool=5
     voiceActivityTimeout:VoiceActivityTimeout=6`,
  ),
  VoiceActivityTimeout: message(`speechStartTimeout:${DURATION}=1 speechEndTimeout:${DURATION}=2`),
  RecognitionConfig: message(
    `encoding:AudioEncoding=1 sampleRateHertz:int32=2 languageCode:string=3 maxAlternatives:int32=4 profanityFilter:bool=5
     speechContexts:*SpeechContext=6 audioChannelCount:int32=7 enableWordTimeOffsets:bool=8
     enableAutomaticPunctuation:bool=11 enableSeparateRecognitionPerChannel:bool=12 model:string=13 useEnhanced:bool=14
     enableWordConfidence:bool=15 alternativeLanguageCodes:*string=18`,
  ),
  AudioEncoding: {
    values: {
      ...{ ENCODING_UNSPECIFIED: 0, LINEAR16: 1, FLAC: 2, MULAW: 3, AMR: 4, AMR_WB: 5, OGG_OPUS: 6 },
      ...{ SPEEX_WITH_HEADER_BYTE: 7, MP3: 8, WEBM_OPUS: 9 },
    },
  },
  SpeechContext: message("phrases:*string=1 boost:float=4"),
  RecognizeRequest: message("config:RecognitionConfig=1 audio:RecognitionAudio=2"),
  RecognitionAudio: oneOf("audioSource", "content:bytes=1 uri:string=2"),
};

const ANSWERED = {
  StreamingRecognizeResponse: message(
    `error:google.rpc.Status=1 results:*StreamingRecognitionResult=2 speechEventType:SpeechEventType=4
     totalBilledTime:${DURATION}=5 speechEventTime:${DURATION}=8 requestId:int64=10`,
  ),
  SpeechEventType: {
    values: {
      ...{ SPEECH_EVENT_UNSPECIFIED: 0, END_OF_SINGLE_UTTERANCE: 1, SPEECH_ACTIVITY_BEGIN: 2, SPEECH_ACTIVITY_END: 3 },
      SPEECH_ACTIVITY_TIMEOUT: 4,
    },
  },
  StreamingRecognitionResult: message(
    `alternatives:*SpeechRecognitionAlternative=1 isFinal:bool=2 stability:float=3 resultEndTime:${DURATION}=4
     channelTag:int32=5 languageCode:string=6`,
  ),
  RecognizeResponse: message(`results:*SpeechRecognitionResult=2 totalBilledTime:${DURATION}=3 requestId:int64=8`),
  SpeechRecognitionResult: message(
    `alternatives:*SpeechRecognitionAlternative=1 channelTag:int32=2 resultEndTime:${DURATION}=4 languageCode:string=5`,
  ),
  SpeechRecognitionAlternative: message("transcript:string=1 confidence:float=2 words:*WordInfo=3"),
  WordInfo: message(`startTime:${DURATION}=1 endTime:${DURATION}=2 word:string=3 confidence:float=4`),
};

const METHODS = {
  Recognize: { requestType: "RecognizeRequest", responseType: "RecognizeResponse" },
  StreamingRecognize: {
    ...{ requestType: "StreamingRecognizeRequest", requestStream: true },
    ...{ responseType: "StreamingRecognizeResponse", responseStream: true },
  },
};

const within = (path: string, nested: Record<string, object>): Record<string, object> =>
  path.split(".").reduceRight((inside, name) => ({ [name]: { nested: inside } }), nested);

const google = {
  ...within("cloud.speech.v1", { ...ASKED, ...ANSWERED, Speech: { methods: METHODS } }),
  ...within("protobuf", { Duration: message("seconds:int64=1 nanos:int32=2") }),
  ...within("rpc", { Status: message("code:int32=1 message:string=2") }),
};

const SPEECH = fromJSON({ nested: { google: { nested: google } } }, { longs: Number, enums: String, oneofs: true })[
  "google.cloud.speech.v1.Speech"
] as ServiceDefinition;

export const METHOD = {
  recognize: SPEECH.Recognize as MethodDefinition<object, object>,
  streamingRecognize: SPEECH.StreamingRecognize as MethodDefinition<object, object>,
};

export interface RecognitionConfig {
  encoding?: string;
  sampleRateHertz?: number;
  languageCode?: string;
  maxAlternatives?: number;
  speechContexts?: readonly { phrases?: readonly string[]; boost?: number }[];
  audioChannelCount?: number;
  enableWordTimeOffsets?: boolean;
  enableAutomaticPunctuation?: boolean;
  model?: string;
  useEnhanced?: boolean;
}

export interface StreamingConfig {
  config?: RecognitionConfig;
  singleUtterance?: boolean;
  interimResults?: boolean;
  enableVoiceActivityEvents?: boolean;
}

/** Null: no such message. */
export function readRequest(bytes: Buffer): { streamingConfig?: StreamingConfig; audioContent?: Buffer } | null {
  return read(METHOD.streamingRecognize, bytes);
}

export function readRecognition(bytes: Buffer): { config?: RecognitionConfig; audio?: { content?: Buffer } } | null {
  return read(METHOD.recognize, bytes);
}

function read(method: MethodDefinition<object, object>, bytes: Buffer): object | null {
  try {
    return method.requestDeserialize(bytes);
  } catch {
    return null;
  }
}
