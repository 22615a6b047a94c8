/** Reads the body of a multipart form, byte by byte as it came. */

export interface FormPart {
  name: string;
  /** Empty where the part is a plain field. */
  fileName: string;
  type: string;
  bytes: Uint8Array;
}

/** Null: no such form, or a broken one. */
export function parseMultipart(body: Uint8Array, contentType: string | undefined): FormPart[] | null {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType ?? "")?.[1];
  if (!boundary) return null;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let at = bytes.indexOf(mark);
  while (at >= 0) {
    const from = at + mark.length;
    if (bytes.subarray(from, from + 2).toString("latin1") === "--") return parts;
    const next = bytes.indexOf(mark, from);
    const part = next < 0 ? null : readPart(bytes.subarray(from + 2, next - 2));
    if (!part) return null;
    parts.push(part);
    at = next;
  }
  return null;
}

function readPart(bytes: Buffer): FormPart | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = bytes.subarray(0, end).toString("utf8");
  const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return null;
  return {
    name,
    fileName: /;\s*filename="([^"]*)"/i.exec(head)?.[1] ?? "",
    type: /^content-type:\s*(.*)$/im.exec(head)?.[1]?.trim() ?? "",
    bytes: bytes.subarray(end + 4),
  };
}
