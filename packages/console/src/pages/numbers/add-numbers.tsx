/** Three ways to a number: one by its keys, those that an account has, and a new one from Twilio's shelf. */
import { useIsMutating } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { ImportPanel } from "./import/import-panel.tsx";
import { BUYING } from "./shop/buy-form.tsx";
import { ShopPanel, type UnclearOrder } from "./shop/shop-panel.tsx";
import { SimulatorCard } from "./simulator-card.tsx";
import { WAYS, type Way, wayAfter } from "./ways.ts";

interface AddNumbersProps {
  assistants: readonly Assistant[];
  /** There are none yet: it cannot be closed. */
  first: boolean;
  /** What was imported or bought is still to be read: it does not close by itself. */
  stay: () => void;
  close: () => void;
}

export function AddNumbers({ assistants, first, stay, close }: AddNumbersProps) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>("one");
  const [accountSid, setAccountSid] = useState<string | null>(null);
  const [unclear, setUnclear] = useState<UnclearOrder | null>(null);
  const id = useId();
  const choose = (chosen: Way) => {
    if (chosen !== "one") stay();
    setWay(chosen);
  };
  // What comes of it has to be read here.
  const buying = useIsMutating({ mutationKey: BUYING }) > 0;
  const lookAtOwned = (sid: string) => {
    setUnclear(null);
    setAccountSid(sid);
    choose("import");
  };
  const shared = { assistants, accountSid, setAccountSid };
  return (
    <section className="mb-6" aria-label={t("numbers.add")}>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <WayTabs id={id} chosen={way} choose={choose} disabled={buying} />
        {!first && way !== "one" && (
          <Button kind="quiet" className="ml-auto" disabled={buying} onClick={close}>
            {t("numbers.close")}
          </Button>
        )}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${way}`}>
        {way === "one" && (
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
            <ConnectForm assistants={assistants} close={first ? null : close} />
            <SimulatorCard onConnected={close} />
          </div>
        )}
        {way === "import" && (
          <Card className="px-[18px] py-4">
            <ImportPanel {...shared} />
          </Card>
        )}
        {way === "buy" && (
          <Card className="px-[18px] py-4">
            <ShopPanel {...shared} unclear={unclear} setUnclear={setUnclear} lookAtOwned={lookAtOwned} />
          </Card>
        )}
      </div>
    </section>
  );
}

interface WayTabsProps {
  id: string;
  chosen: Way;
  choose: (way: Way) => void;
  disabled: boolean;
}

function WayTabs({ id, chosen, choose, disabled }: WayTabsProps) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    const way = wayAfter(chosen, event.key);
    if (!way || disabled) return;
    event.preventDefault();
    choose(way);
    row.current?.querySelector<HTMLElement>(`[data-way=${way}]`)?.focus();
  }
  return (
    <div
      ref={row}
      role="tablist"
      aria-label={t("numbers.ways.label")}
      onKeyDown={onKeyDown}
      className="flex min-w-0 gap-1 overflow-x-auto px-1 pt-1"
    >
      {WAYS.map((way) => (
        <button
          key={way}
          type="button"
          id={`${id}${way}`}
          data-way={way}
          role="tab"
          aria-selected={way === chosen}
          aria-controls={`${id}panel`}
          disabled={disabled && way !== chosen}
          tabIndex={way === chosen ? 0 : -1}
          onClick={() => choose(way)}
          className={`whitespace-nowrap border-b-2 px-2.5 pb-2 ${way === chosen ? "border-accent font-[560] text-text" : "border-transparent text-text-2 hover:text-text"}`}
        >
          {t(`numbers.ways.${way}`)}
        </button>
      ))}
    </div>
  );
}
