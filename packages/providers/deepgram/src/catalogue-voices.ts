/** The Aura-2 voices of Deepgram's SDK 5.13.0, by language. `perseo` (it) is left out: it was never served. */
import type { ModelCard } from "@offhook/provider-kit/catalogue";

const NAMES: Readonly<Record<string, string>> = Object.freeze({
  en:
    "thalia amalthea andromeda apollo arcas aries asteria athena atlas aurora callista cora cordelia delia draco electra " +
    "harmonia helena hera hermes hyperion iris janus juno jupiter luna mars minerva neptune odysseus ophelia orion orpheus " +
    "pandora phoebe pluto saturn selene theia vesta zeus",
  es:
    "celeste agustina alvaro antonia aquila carina diana estrella gloria javier luciano nestor olivia selena silvia sirio " +
    "valerio",
  de: "viktoria aurelia elara fabian julius kara lara",
  nl: "rhea beatrix cornelia daphne hestia lars leda roman sander",
  fr: "agathe hector",
  it: "livia cesare cinzia demetra dionisio elio flavio maia melia",
  ja: "izanami ama ebisu fujin uzume",
});

type Common = Omit<ModelCard, "id" | "name" | "kind" | "languages">;

export function aura2Voices(common: Common): ModelCard[] {
  return Object.entries(NAMES).flatMap(([language, names]) =>
    names.split(" ").map((name, index) => ({
      id: `aura-2-${name}-${language}`,
      name: `Aura-2 ${name[0]?.toUpperCase()}${name.slice(1)}`,
      kind: "voice" as const,
      languages: [language],
      // A voice added since is the same product.
      ...(language === "en" && index === 0 ? { prefix: "aura-2-" } : {}),
      ...common,
    })),
  );
}
