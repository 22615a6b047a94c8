/** Rows that are on their way, where their shape is known. */
import { useTranslation } from "react-i18next";

export function SkeletonRows({ rows }: { rows: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("shell.loading")}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row, index) => (
        <div key={row} className="flex items-center gap-6 border-line border-b px-[18px] py-3.5 last:border-0">
          <span className="h-2.5 rounded-full bg-line" style={{ width: `${18 + ((index * 7) % 12)}%` }} />
          <span className="h-2.5 rounded-full bg-line" style={{ width: `${30 - ((index * 5) % 11)}%` }} />
          <span className="ml-auto h-2.5 w-12 rounded-full bg-line" />
        </div>
      ))}
    </div>
  );
}
