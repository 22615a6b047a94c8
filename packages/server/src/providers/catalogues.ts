/** What is known of every vendor that an assistant can name, in the order in which they are shown. */
import { ANTHROPIC_CATALOGUE } from "@offhook/provider-anthropic/catalogue";
import { CARTESIA_CATALOGUE } from "@offhook/provider-cartesia/catalogue";
import { DEEPGRAM_CATALOGUE } from "@offhook/provider-deepgram/catalogue";
import { ELEVENLABS_CATALOGUE } from "@offhook/provider-elevenlabs/catalogue";
import { EMBEDDED_CATALOGUE } from "@offhook/provider-embedded/catalogue";
import { GOOGLE_CATALOGUE, GOOGLE_CLOUD_CATALOGUE } from "@offhook/provider-google/catalogue";
import type { Catalogue, ModelCard, ModelKind } from "@offhook/provider-kit/catalogue";
import { LOCAL_CATALOGUE, localModelCards } from "@offhook/provider-local/catalogue";
import { OPENAI_CATALOGUE } from "@offhook/provider-openai/catalogue";

export const CATALOGUES: readonly Catalogue[] = Object.freeze([
  EMBEDDED_CATALOGUE,
  OPENAI_CATALOGUE,
  GOOGLE_CATALOGUE,
  GOOGLE_CLOUD_CATALOGUE,
  ANTHROPIC_CATALOGUE,
  DEEPGRAM_CATALOGUE,
  ELEVENLABS_CATALOGUE,
  CARTESIA_CATALOGUE,
  LOCAL_CATALOGUE,
]);

export type Environment = Readonly<Record<string, string | undefined>>;

export const catalogueOf = (provider: string): Catalogue | undefined =>
  CATALOGUES.find((catalogue) => catalogue.provider === provider);

/** Each once, in the order of its models. */
export const kindsOf = ({ models }: Catalogue): ModelKind[] => [...new Set(models.map(({ kind }) => kind))];

/** What could be chosen here: of models in a folder, those that are in it. */
export const modelsOf = (catalogue: Catalogue, environment: Environment): readonly ModelCard[] =>
  catalogue === LOCAL_CATALOGUE ? localModelCards(environment) : catalogue.models;

/** Its key is set, or it needs none and has a model. */
export const isConfigured = (catalogue: Catalogue, environment: Environment): boolean =>
  catalogue.keyName === null ? modelsOf(catalogue, environment).length > 0 : Boolean(environment[catalogue.keyName]);
