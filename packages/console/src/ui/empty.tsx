/** Nothing to show, and what to do about it. */
import type { ReactNode } from "react";

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mx-auto max-w-[52ch] px-5 py-10 text-center">
      <p className="font-semibold">{title}</p>
      <div className="mt-1.5 flex flex-col items-center gap-3 text-text-2">{children}</div>
    </div>
  );
}
