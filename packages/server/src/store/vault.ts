/**
 * Keys that somebody entered, sealed with AES-256-GCM. Each is bound to its name, so that a row copied over another opens
 * nothing. Who reads one gets it or learns that the server's secret no longer fits; nothing else here tells what a key is.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Store } from "./store.ts";

export interface Vault {
  put(name: string, value: string, author?: string): Promise<void>;
  /** Null: there is none, or it was sealed with another secret. */
  get(name: string): Promise<string | null>;
  remove(name: string): Promise<boolean>;
  /** Names that begin so, in order; `opens` is false for those that have to be entered again. */
  list(prefix?: string): Promise<KeptSecret[]>;
}

export interface KeptSecret {
  name: string;
  opens: boolean;
  author: string;
  updatedAt: Date;
}

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
/** NIST SP 800-38D: 96 bits for a nonce that is drawn by chance, a tag of 128. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createVault(store: Store, secret: string): Vault {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "offhook vault 1", KEY_BYTES));
  return {
    async put(name, value, author = "") {
      await store.pool.query(
        `INSERT INTO secrets (name, sealed, author) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, author = excluded.author, updated_at = now()`,
        [name, seal(key, name, value), author],
      );
    },
    async get(name) {
      const { rows } = await store.pool.query<{ sealed: string }>("SELECT sealed FROM secrets WHERE name = $1", [name]);
      return rows[0] ? open(key, name, rows[0].sealed) : null;
    },
    async remove(name) {
      return ((await store.pool.query("DELETE FROM secrets WHERE name = $1", [name])).rowCount ?? 0) > 0;
    },
    async list(prefix = "") {
      const { rows } = await store.pool.query<{ name: string; sealed: string; author: string; updated_at: Date }>(
        "SELECT name, sealed, author, updated_at FROM secrets WHERE starts_with(name, $1) ORDER BY name",
        [prefix],
      );
      return rows.map(({ name, sealed, author, updated_at }) => {
        return { name, opens: open(key, name, sealed) !== null, author, updatedAt: updated_at };
      });
    },
  };
}

function seal(key: Buffer, name: string, value: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

function open(key: Buffer, name: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
