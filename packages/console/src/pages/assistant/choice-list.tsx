/** An ordered list of providers: the first is asked, the next stands in. Beside each what is known of its speed and price. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ProviderChoice, Slot } from "../../data/assistants.ts";
import { providersQuery } from "../../data/providers.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/fields.tsx";
import { MinutePrice } from "./estimate/minute-price.tsx";
import { choicesOf, chosenAs, keyOf, latencyOf, modelIn, namesVoice, type Offer } from "./offers.ts";
import { VoiceName } from "./voice-name.tsx";
import { VoicePreview } from "./voice-preview.tsx";

interface ChoiceListProps {
  slot: Slot;
  chosen: readonly ProviderChoice[];
  choose: (list: ProviderChoice[]) => void;
  /** Of the sentence that a voice is tried with. */
  language: string;
  /** Of the prompt that a model reads with each answer. */
  promptTokens: number;
}

export function ChoiceList({ slot, chosen, choose, language, promptTokens }: ChoiceListProps) {
  const { t } = useTranslation();
  const { data: providers = [] } = useQuery(providersQuery());
  const offers = choicesOf(providers, slot);
  const label = t(`assistants.slots.${slot}`);
  // Without one, what comes along hears and speaks; nobody but a vendor thinks.
  const rows = chosen.length > 0 ? chosen : slot === "model" ? [] : [{ provider: "embedded" }];
  const put = (index: number, key: string): void => {
    const offer = offers.find((one) => keyOf(one) === key);
    const list = rows.map((one, at) => (at === index && offer ? chosenAs(slot, offer, one) : one));
    choose(list.filter((_, at) => key !== "" || at !== index));
  };
  return (
    <fieldset className="grid gap-1.5 sm:grid-cols-[110px_minmax(0,1fr)]">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden className="pt-1.5 font-[550] text-s text-text-2">
        {label}
      </span>
      <div className="grid gap-1.5">
        {rows.map((choice, index) => (
          <ChoiceRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the row is.
            key={index}
            {...{ label: index === 0 ? label : `${label}, ${t("assistants.standIn")}`, choice, offers, promptTokens }}
            optional={slot === "model" || rows.length > 1}
            slot={slot}
            beside={slot === "voice" && <VoicePreview choice={choice} language={language} />}
            below={
              namesVoice(slot, choice) && (
                <VoiceName choice={choice} label={label} name={(id) => choose(renamed(rows, index, id))} />
              )
            }
            onPut={(key) => put(index, key)}
          />
        ))}
        {rows.length === 0 && (
          <Select
            aria-label={label}
            className="w-full"
            value=""
            onChange={({ target }) => choose(chosenOf(slot, offers, target.value))}
          >
            <option value="">{t("assistants.noModel")}</option>
            <Offers offers={offers} />
          </Select>
        )}
        {rows.length > 0 && rows.length < 3 && (
          <div>
            <Button
              kind="quiet"
              className="px-1 py-0.5 text-s"
              onClick={() => choose([...rows, nextOf(slot, offers, rows)])}
            >
              + {t("assistants.addNext")}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  );
}

const chosenOf = (slot: Slot, offers: readonly Offer[], key: string): ProviderChoice[] =>
  offers.filter((one) => keyOf(one) === key).map((offer) => chosenAs(slot, offer, undefined));

/** One that is not in the list yet, configured ones first. */
function nextOf(slot: Slot, offers: readonly Offer[], rows: readonly ProviderChoice[]): ProviderChoice {
  const others = offers.filter((offer) => !rows.some(({ provider }) => provider === offer.provider));
  const next = others.find(({ configured }) => configured) ?? others[0] ?? offers[0];
  return next ? chosenAs(slot, next, undefined) : { provider: "embedded" };
}

const renamed = (rows: readonly ProviderChoice[], index: number, name: string): ProviderChoice[] =>
  rows.map((one, at) => {
    if (at !== index) return one;
    const { id: _, ...rest } = one;
    return name === "" ? (rest as ProviderChoice) : { ...one, id: name };
  });

interface ChoiceRowProps {
  slot: Slot;
  label: string;
  choice: ProviderChoice;
  offers: readonly Offer[];
  promptTokens: number;
  /** It may be taken away. */
  optional: boolean;
  onPut: (key: string) => void;
  beside: ReactNode;
  below: ReactNode;
}

function ChoiceRow({ slot, label, choice, offers, promptTokens, optional, onPut, beside, below }: ChoiceRowProps) {
  const { t } = useTranslation();
  const model = modelIn(slot, choice);
  const known = offers.find((one) => one.provider === choice.provider && (model === undefined || one.id === model));
  const value = known ? keyOf(known) : keyOf({ provider: choice.provider, id: model ?? "" });
  const latency = latencyOf(known);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Select
        aria-label={label}
        className="min-w-0 flex-1 basis-48"
        value={value}
        onChange={({ target }) => onPut(target.value)}
      >
        {!known && <option value={value}>{[choice.provider, choice.id].filter(Boolean).join(" ")}</option>}
        <Offers offers={offers} />
      </Select>
      <span className="num text-s text-text-3">
        {latency === null ? t("assistants.unknownLatency") : t("assistants.latency", { ms: latency })} ·{" "}
        <MinutePrice model={known?.model} promptTokens={promptTokens} />
      </span>
      {beside}
      {known && !known.configured && <span className="text-s text-warn">{t("assistants.noKey")}</span>}
      {optional && (
        <Button
          kind="quiet"
          className="px-1.5 py-0.5"
          aria-label={t("assistants.remove", { name: label })}
          onClick={() => onPut("")}
        >
          ✕
        </Button>
      )}
      {below}
    </div>
  );
}

function Offers({ offers }: { offers: readonly Offer[] }) {
  const groups = [...new Set(offers.map(({ providerName }) => providerName))];
  return groups.map((group) => (
    <optgroup key={group} label={group}>
      {offers
        .filter(({ providerName }) => providerName === group)
        .map((offer) => (
          <option key={keyOf(offer)} value={keyOf(offer)}>
            {offer.name}
          </option>
        ))}
    </optgroup>
  ));
}
