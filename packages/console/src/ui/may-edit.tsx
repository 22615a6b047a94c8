/** What takes a certain role: for others it stands there, can be read and not pressed, and says why. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Role, sessionQuery } from "../data/settings.ts";

const RANK: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, owner: 2 };

/** Until it is known who asks, nothing is kept from anybody: the server decides in the end. */
export function useMay(least: Role): boolean {
  const { data } = useQuery(sessionQuery());
  return data === undefined || RANK[data.role] >= RANK[least];
}

interface MayEditProps {
  least?: Role;
  /** Said elsewhere on the page already. */
  silent?: boolean;
  className?: string;
  children: ReactNode;
}

export function MayEdit({ least = "editor", silent = false, className = "", children }: MayEditProps) {
  const may = useMay(least);
  return (
    <>
      {!may && !silent && <MayNot least={least} />}
      {/* Whoever may gets no fieldset around the page: keyboard and menus within go on as without it. */}
      {may ? (
        <div className={`min-w-0 ${className}`}>{children}</div>
      ) : (
        <fieldset disabled className={`min-w-0 ${className}`}>
          {children}
        </fieldset>
      )}
    </>
  );
}

export function MayNot({ least }: { least: Role }) {
  const { t } = useTranslation();
  return (
    <p role="note" className="mb-3 rounded-card border border-line bg-raised px-[18px] py-2.5 text-text-2">
      {t(least === "owner" ? "faults.notOwner" : "faults.viewer")}
    </p>
  );
}
