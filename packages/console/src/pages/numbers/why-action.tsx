/** The one button about what keeps a number from ringing: does it here, or leads to where it is done. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Diagnosis, type PhoneNumber, repairNumber } from "../../data/phone-numbers.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { MayEdit } from "../../ui/may-edit.tsx";
import { leadsTo } from "./why-leads.ts";

interface WhyActionProps {
  diagnosis: Diagnosis;
  number: PhoneNumber;
  open: (panel: "call" | "disconnect") => void;
  enterKeys: () => void;
}

export function WhyAction({ diagnosis, number, open, enterKeys }: WhyActionProps) {
  const { t } = useTranslation();
  const lead = leadsTo(diagnosis, number.accountType);
  if (lead === null) return null;
  if (lead === "repair") {
    return (
      <MayEdit silent>
        <Repair number={number} />
      </MayEdit>
    );
  }
  if (lead === "publish") {
    return (
      <Link to="/assistants" className={buttonClass("primary")}>
        {t("numbers.why.publish")}
      </Link>
    );
  }
  if (typeof lead === "object") {
    return (
      <a href={lead.url} target="_blank" rel="noreferrer" className={buttonClass("primary")}>
        {t(`numbers.why.${lead.word}`)}
      </a>
    );
  }
  const acts = { keys: enterKeys, call: () => open("call"), disconnect: () => open("disconnect") };
  return (
    <Button kind="primary" onClick={acts[lead]}>
      {t(lead === "keys" ? "numbers.why.keys" : `numbers.panels.${lead}`)}
    </Button>
  );
}

function Repair({ number }: { number: PhoneNumber }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const repair = useMutation({
    mutationFn: () => repairNumber(number.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["phone-numbers"] }),
  });
  return (
    <>
      {repair.error && <FaultNote fault={repair.error.fault} />}
      <Button kind="primary" disabled={repair.isPending} onClick={() => repair.mutate()}>
        {t("numbers.why.repair")}
      </Button>
    </>
  );
}
