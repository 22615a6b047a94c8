/** The token file that sherpa-onnx wants for Moonshine, made from the Llama vocabulary that Moonshine uses. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tokenizer from "llama-tokenizer-js";

/** Moonshine's own vocabulary is longer than Llama's 32,000; the rest are control tokens that are never spoken. */
const VOCABULARY_SIZE = 32_768;

/**
 * Hands `use` the path of a token file and removes it afterwards: it is read once, while the model loads. A folder of
 * its own, because a file with a known name in a shared folder could be another user's.
 */
export function withTokenFile<T>(use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "offhook-tokens-"));
  try {
    const path = join(folder, "tokens.txt");
    writeFileSync(path, tokenLines());
    return use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line a token: its bytes in base64, a space, its number. */
function tokenLines(): string {
  const vocabulary = (tokenizer as unknown as { vocabById: string[] }).vocabById;
  const lines = Array.from({ length: VOCABULARY_SIZE }, (_, id) => {
    const piece = vocabulary[id] ?? `<control-${id}>`;
    // `<0x0A>` stands for one byte.
    const byte = /^<0x([0-9A-F]{2})>$/.exec(piece)?.[1];
    const bytes = byte ? Buffer.from(byte, "hex") : Buffer.from(piece, "utf8");
    return `${bytes.toString("base64")} ${id}`;
  });
  return `${lines.join("\n")}\n`;
}
