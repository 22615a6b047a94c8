/** One thing that a person should look at, and the way there. */
import type { ReactNode } from "react";
import { Dot } from "../../ui/dot.tsx";

interface TodoProps {
  tone: "soon" | "bad";
  title: string;
  text: string;
  children: ReactNode;
}

export function Todo({ tone, title, text, children }: TodoProps) {
  return (
    <div className="flex flex-wrap items-center gap-3.5 border-line border-b px-[18px] py-[13px]">
      <Dot tone={tone} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-[560]">{title}</p>
        <p className="text-s text-text-2">{text}</p>
      </div>
      {children}
    </div>
  );
}
