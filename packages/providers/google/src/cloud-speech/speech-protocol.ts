/**
 * The part of `google.cloud.speech.v1` that is spoken here, to bytes and from bytes. Names and numbers are those of the
 * vendor's `cloud_speech.proto`; what is not listed is skipped when read.
 */
import { fromJSON, type MethodDefinition, type ServiceDefinition } from "@grpc/proto-loader";

const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: "repeated", type, id });

const REQUESTS = {
  StreamingRecognizeRequest: {
    oneofs: { streamingRequest: { oneof: ["streamingConfig", "audioContent"] } },
    fields: { streamingConfig: one("StreamingRecognitionConfig", 1), audioContent: one("bytes", 2) },
  },
  StreamingRecognitionConfig: {
    fields: { config: one("RecognitionConfig", 1), singleUtterance: one("bool", 2), interimResults: one("bool", 3) },
  },
  RecognitionConfig: {
    fields: {
      encoding: one("AudioEncoding", 1),
      sampleRateHertz: one("int32", 2),
      languageCode: one("string", 3),
      maxAlternatives: one("int32", 4),
      speechContexts: many("SpeechContext", 6),
      audioChannelCount: one("int32", 7),
      enableWordTimeOffsets: one("bool", 8),
      enableAutomaticPunctuation: one("bool", 11),
      model: one("string", 13),
      useEnhanced: one("bool", 14),
    },
  },
  AudioEncoding: { values: { ENCODING_UNSPECIFIED: 0, MULAW: 3 } },
  SpeechContext: { fields: { phrases: many("string", 1), boost: one("float", 4) } },
  RecognizeRequest: { fields: { config: one("RecognitionConfig", 1), audio: one("RecognitionAudio", 2) } },
  RecognitionAudio: { fields: { content: one("bytes", 1) } },
};

const ANSWERS = {
  RecognizeResponse: { fields: {} },
  StreamingRecognizeResponse: {
    fields: { error: one("google.rpc.Status", 1), results: many("StreamingRecognitionResult", 2) },
  },
  StreamingRecognitionResult: {
    fields: {
      alternatives: many("SpeechRecognitionAlternative", 1),
      isFinal: one("bool", 2),
      resultEndTime: one("google.protobuf.Duration", 4),
    },
  },
  SpeechRecognitionAlternative: {
    fields: { transcript: one("string", 1), confidence: one("float", 2), words: many("WordInfo", 3) },
  },
  WordInfo: {
    fields: { startTime: one("google.protobuf.Duration", 1), endTime: one("google.protobuf.Duration", 2) },
  },
};

const SERVICE = {
  Speech: {
    methods: {
      Recognize: { requestType: "RecognizeRequest", responseType: "RecognizeResponse" },
      StreamingRecognize: {
        ...{ requestType: "StreamingRecognizeRequest", requestStream: true },
        ...{ responseType: "StreamingRecognizeResponse", responseStream: true },
      },
    },
  },
};

const namespace = (path: string, nested: Record<string, object>): Record<string, object> =>
  path.split(".").reduceRight((inside, name) => ({ [name]: { nested: inside } }), nested);

const google = {
  ...namespace("cloud.speech.v1", { ...REQUESTS, ...ANSWERS, ...SERVICE }),
  ...namespace("protobuf", { Duration: { fields: { seconds: one("int64", 1), nanos: one("int32", 2) } } }),
  ...namespace("rpc", { Status: { fields: { code: one("int32", 1), message: one("string", 2) } } }),
};

const { Recognize, StreamingRecognize } = fromJSON(
  { nested: { google: { nested: google } } },
  { longs: Number, enums: String },
)["google.cloud.speech.v1.Speech"] as ServiceDefinition & Record<string, MethodDefinition<object, object>>;

function known(method: MethodDefinition<object, object> | undefined): MethodDefinition<object, object> {
  if (!method) throw new Error("The protocol has no such method.");
  return method;
}

export const RECOGNIZE = known(Recognize);
export const STREAMING_RECOGNIZE = known(StreamingRecognize);
