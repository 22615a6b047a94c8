/** How long ago something was; when exactly, on hover. */
import { useFormat } from "../format/use-format.ts";
import { useNow } from "./use-now.tsx";

export function TimeAgo({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.absolute(at)} className="num whitespace-nowrap">
      {format.relative(at, useNow())}
    </time>
  );
}
