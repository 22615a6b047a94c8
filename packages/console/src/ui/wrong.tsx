/** Why a field cannot be saved as it is, below it. */
export function Wrong({ children }: { children: string }) {
  return (
    <span role="alert" className="mt-1 block text-danger text-s">
      {children}
    </span>
  );
}
