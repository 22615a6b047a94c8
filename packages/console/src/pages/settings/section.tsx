/** A part of the settings: what it is about, and its sheet. */
import type { ReactNode } from "react";
import { Card } from "../../ui/card.tsx";

export function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <p className="mb-2.5 max-w-[68ch] text-text-2">{text}</p>
      <Card className="overflow-hidden">{children}</Card>
    </section>
  );
}
