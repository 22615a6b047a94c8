/** Speech models of one's own from a folder: transcribers and voices, in sherpa-onnx. */
export { LOCAL_FAULTS, type LocalFaultCode } from "./faults.ts";
export { type LocalChoice, transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";
export { modelsFolderOf } from "./models/find-model.ts";
export { closeLocal } from "./shared-links.ts";
export { type LocalTranscriberOptions, localTranscriber, transcriberOver } from "./transcriber/local-transcriber.ts";
export { type LocalVoiceOptions, localVoice, voiceOver } from "./voice/local-voice.ts";
