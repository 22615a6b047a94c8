/** A real database in a temporary data folder, for one file of tests. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  const postgres = await startEmbeddedPostgres({ dataFolder, progress: () => {} });
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
