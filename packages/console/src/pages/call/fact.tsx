/** A name and what is known under it. */
import type { ReactNode } from "react";

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="mt-3">
      <dt className="text-s text-text-3">{name}</dt>
      <dd className="mt-px">{children}</dd>
    </div>
  );
}
