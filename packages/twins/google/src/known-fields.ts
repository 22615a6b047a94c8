/** Google refuses fields that it does not know, by name; both spellings of a name are taken. */

export interface Shape {
  /** A name to the shape of what stands there; null: anything. Lists are looked into. */
  readonly [field: string]: Shape | null;
}

/** As the API words it. Null: all fields are known. */
export function unknownField(value: unknown, shape: Shape, at = ""): string | null {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) {
      const problem = unknownField(one, shape, `${at}[${index}]`);
      if (problem) return problem;
    }
    return null;
  }
  if (value === null || typeof value !== "object") return null;
  for (const [name, inside] of Object.entries(value)) {
    const known = shape[camel(name)];
    if (known === undefined) return unknown(name, at);
    const problem = known === null ? null : unknownField(inside, known, at === "" ? name : `${at}.${name}`);
    if (problem) return problem;
  }
  return null;
}

function unknown(name: string, at: string): string {
  const place = at === "" ? "" : ` at '${at}'`;
  return `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`;
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const names = (text: string): Shape => Object.fromEntries(text.split(" ").map((name) => [name, null]));

const PART: Shape = {
  ...names("text thought thoughtSignature fileData executableCode codeExecutionResult videoMetadata mediaResolution"),
  ...names("partMetadata mediaProcessing"),
  speechMetadata: names("speaker style"),
  inlineData: names("mimeType data displayName"),
  functionCall: names("id name args partialArgs willContinue"),
  functionResponse: names("id name response parts scheduling willContinue"),
};

export const CONTENT: Shape = { role: null, parts: PART };

export const TOOL: Shape = {
  functionDeclarations: names("name description parameters parametersJsonSchema response responseJsonSchema behavior"),
  ...names("googleSearch codeExecution urlContext googleMaps computerUse fileSearch"),
};

const SPEECH_CONFIG: Shape = {
  voiceConfig: { prebuiltVoiceConfig: names("voiceName"), replicatedVoiceConfig: null, voice: null },
  multiSpeakerVoiceConfig: null,
  languageCode: null,
};

export const GENERATION_CONFIG: Shape = {
  ...names("temperature topP topK candidateCount maxOutputTokens stopSequences seed presencePenalty frequencyPenalty"),
  ...names("responseMimeType responseSchema responseJsonSchema responseModalities mediaResolution responseLogprobs"),
  ...names("logprobs enableEnhancedCivicAnswers"),
  thinkingConfig: names("includeThoughts thinkingBudget thinkingLevel"),
  speechConfig: SPEECH_CONFIG,
};

export const GENERATE_REQUEST: Shape = {
  contents: CONTENT,
  systemInstruction: CONTENT,
  tools: TOOL,
  toolConfig: null,
  safetySettings: null,
  generationConfig: GENERATION_CONFIG,
  ...names("cachedContent model serviceTier labels"),
};
