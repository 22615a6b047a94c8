/** A real database in a temporary data folder, for one file of tests. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Binaries } from "../database/binaries.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../database/embedded-postgres.ts";
import { migrate } from "../store/migrate.ts";
import { openStore, type Store, type StoreOptions } from "../store/store.ts";

export interface TestDatabase {
  postgres: EmbeddedPostgres;
  dataFolder: string;
  /** One more process's view of it; closed with the rest. */
  openStore(options?: Partial<StoreOptions>): Store;
  end(): Promise<void>;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "offhook-test-"));
  // Root's database runs as another user, who must get here.
  chmodSync(folder, 0o711);
  return folder;
}

export async function startTestDatabase(): Promise<TestDatabase> {
  const dataFolder = temporaryFolder();
  const binaries = otherPostgres();
  const postgres = await startEmbeddedPostgres({ dataFolder, progress: () => {}, ...(binaries ? { binaries } : {}) });
  await migrate(postgres.connection);
  const stores: Store[] = [];
  return {
    postgres,
    dataFolder,
    openStore(options = {}) {
      const store = openStore({ connection: postgres.connection, ...options });
      stores.push(store);
      return store;
    },
    async end() {
      await Promise.all(stores.map((store) => store.close()));
      await postgres.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** OFFHOOK_TEST_POSTGRES: the folder of a package of another PostgreSQL, as `npm run test:postgres` sets it. */
function otherPostgres(): Binaries | null {
  const folder = process.env.OFFHOOK_TEST_POSTGRES;
  if (!folder) return null;
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { nativeFolder: join(folder, "native"), version };
}
