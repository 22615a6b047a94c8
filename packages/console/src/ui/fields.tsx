/** Fields of forms, all of one height and look. */
import type { ComponentProps } from "react";

const LOOK =
  "rounded-s border border-line-strong bg-raised px-[11px] py-[6px] text-text placeholder:text-text-3 enabled:hover:border-text-3 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-ground disabled:text-text-3";

export function TextField({ className = "", ...rest }: ComponentProps<"input">) {
  return <input className={`h-[34px] ${LOOK} ${className}`} {...rest} />;
}

export function TextArea({ className = "", ...rest }: ComponentProps<"textarea">) {
  return <textarea className={`${LOOK} ${className}`} {...rest} />;
}

/** The system's own list: it is the best one on every phone, and needs no script. */
export function Select({ className = "", ...rest }: ComponentProps<"select">) {
  return <select className={`h-[34px] ${LOOK} ${className}`} {...rest} />;
}
