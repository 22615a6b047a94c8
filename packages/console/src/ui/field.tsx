/** A field with its label, and a hint below. */
import { type ReactNode, useId } from "react";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  className?: string;
  /** Gets the id that ties the label to it. */
  children: (id: string) => ReactNode;
}

export function Field({ label, hint, className = "", children }: FieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-[550] text-s text-text-2">
        {label}
      </label>
      {children(id)}
      {hint && <p className="mt-1 text-s text-text-3">{hint}</p>}
    </div>
  );
}
