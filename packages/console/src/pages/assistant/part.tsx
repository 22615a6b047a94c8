/** One part of a tab: its sheet, with its title and what it is about. */
import { type ReactNode, useId } from "react";
import { Card } from "../../ui/card.tsx";

export function Part({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Card aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-3.5 px-[18px] py-4">
      <div>
        <h2 id={id} className="font-[560]">
          {title}
        </h2>
        {text && <p className="text-s text-text-3">{text}</p>}
      </div>
      {children}
    </Card>
  );
}
