/** A sheet of paper on the ground: the only kind of box. */
import type { ComponentProps } from "react";

export function Card({ className = "", ...rest }: ComponentProps<"section">) {
  return <section className={`rounded-card border border-line bg-surface empty:hidden ${className}`} {...rest} />;
}
