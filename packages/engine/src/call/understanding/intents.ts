/** Which intent the words carry, by example phrases. Trained once for each set of intents, then kept. */
import type { Nlp } from "@nlpjs/nlp";
import { normalise, wordsOf } from "../../conversation/words.ts";
import type { FlowWant } from "../../flow/meaning.ts";

type Intents = FlowWant["intents"];
type Scored = readonly { id: string; score: number }[];

type Classifier = InstanceType<typeof Nlp>;

const trained = new Map<string, Promise<Classifier>>();
/** Sets of intents kept at once: one for each `listen` node in use. */
const MOST_TRAINED = 200;

/** Best first. A long answer is taken sentence by sentence: one of them says what is wanted. */
export async function intentsMeant(text: string, intents: Intents, language: string): Promise<Scored> {
  if (intents.length === 0 || text.trim() === "") return [];
  const classifier = await classifierFor(intents, language.startsWith("ru") ? "ru" : "en");
  const best = new Map<string, number>();
  for (const sentence of sentencesOf(text)) {
    for (const { id, score } of await sentenceMeant(sentence, intents, language, classifier)) {
      best.set(id, Math.max(best.get(id) ?? 0, score));
    }
  }
  // Equal scores: whatever was said first.
  return [...best]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 3);
}

const sentencesOf = (text: string): string[] => {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== "");
  return sentences.length > 0 ? sentences : [text];
};

async function sentenceMeant(
  text: string,
  intents: Intents,
  language: string,
  classifier: Classifier,
): Promise<Scored> {
  const exact = intents.find((one) => one.examples.some((example) => normalise(example) === normalise(text)));
  if (exact) return [{ id: exact.id, score: 1 }];
  // The classifier knows no word outside its examples: what it has never heard cannot be what it means.
  const familiar = familiarity(text, intents);
  if (familiar === 0) return [];
  const said = withoutRunUp(normalise(text));
  const { intent, classifications } = await classifier.process(language.startsWith("ru") ? "ru" : "en", said);
  if (intent === "None") return [];
  return (classifications ?? [])
    .map((one) => ({ id: one.intent, score: Math.round(one.score * Math.min(1, 0.5 + familiar) * 1_000) / 1_000 }))
    .filter((one) => one.id !== "None" && one.score > 0);
}

/** "No, wait. Where are you?": how one takes the floor says nothing of what one wants. */
const RUN_UP = /^(?:no|wait|hold on|stop|sorry|excuse me|oh|okay|ok|well|and|but|so|hello|hi|hey|yes|um|uh)\s+/;

function withoutRunUp(words: string): string {
  let rest = words;
  while (RUN_UP.test(rest) && rest.replace(RUN_UP, "").split(" ").length >= 2) rest = rest.replace(RUN_UP, "");
  return rest;
}

const FILLING = new Set(
  (
    "a an the i i'd i'm you your we my me it is are was do does did can could would will shall should to of for in on at " +
    "and or but so with from about what who which that this one more thing also then well oh uh um actually there have has had be been get got like want " +
    "please hello hi hey yes no not any some much many need know tell sell я вы мы мне у вас ли что как где когда и в на"
  ).split(" "),
);

/** Share of the telling words that stand in any example, by their beginnings: `opening` and `opens` are one. */
function familiarity(text: string, intents: Intents): number {
  const telling = wordsOf(text).filter((word) => !FILLING.has(word) && !/^\d/.test(word));
  if (telling.length === 0) return 1;
  const known = new Set(intents.flatMap((one) => one.examples.flatMap(wordsOf)).map(stem));
  return telling.filter((word) => known.has(stem(word))).length / telling.length;
}

const stem = (word: string): string => word.slice(0, word.length > 6 ? 5 : 4);

export function classifierFor(intents: Intents, language: "en" | "ru"): Promise<Classifier> {
  const key = JSON.stringify([language, intents]);
  const known = trained.get(key);
  if (known) return known;
  if (trained.size >= MOST_TRAINED) trained.delete(trained.keys().next().value ?? "");
  const training = train(intents, language);
  trained.set(key, training);
  return training;
}

/**
 * Loaded when the first intents are trained: an assistant whose model decides needs none of it. Loading takes real time,
 * which virtual time does not wait for: whoever lets a call run in it asks for this first.
 */
export const loadClassifier = (language: "en" | "ru" = "en") =>
  Promise.all([
    import("@nlpjs/core-loader"),
    import("@nlpjs/nlp"),
    language === "ru"
      ? import("@nlpjs/lang-ru").then(({ LangRu }) => LangRu)
      : import("@nlpjs/lang-en").then(({ LangEn }) => LangEn),
  ]);

async function train(intents: Intents, language: "en" | "ru"): Promise<Classifier> {
  const [{ containerBootstrap }, { Nlp }, plugin] = await loadClassifier(language);
  const container = await containerBootstrap();
  container.use(plugin);
  const classifier = new Nlp({
    container,
    autoSave: false,
    autoLoad: false,
    log: false,
    forceNER: false,
    nlu: { log: false },
  });
  classifier.addLanguage(language);
  for (const intent of intents) {
    for (const example of intent.examples) classifier.addDocument(language, normalise(example), intent.id);
  }
  await classifier.train();
  return classifier;
}
