/** Buttons, and links that look like them. */
import type { ComponentProps } from "react";

export type ButtonKind = "usual" | "primary" | "quiet" | "danger";

const LOOKS: Record<ButtonKind, string> = {
  usual: "border-line-strong bg-raised text-text hover:border-text-3",
  primary: "border-accent bg-accent text-on-accent hover:bg-accent-strong hover:border-accent-strong",
  quiet: "border-transparent text-text-2 hover:text-text hover:bg-text/5",
  danger: "border-danger/40 bg-raised text-danger hover:bg-danger-soft",
};

export function buttonClass(kind: ButtonKind = "usual", more = ""): string {
  const base =
    "inline-flex items-center justify-center gap-2 whitespace-nowrap rounded-s border px-[13px] py-[6px] font-[520] no-underline transition-colors duration-100 disabled:cursor-default disabled:opacity-55";
  return `${base} ${LOOKS[kind]} ${more}`;
}

export function Button({ kind, className, ...rest }: ComponentProps<"button"> & { kind?: ButtonKind }) {
  return <button type="button" className={buttonClass(kind, className)} {...rest} />;
}
