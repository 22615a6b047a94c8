/**
 * The price list in force: what came with the program and the differences in `prices.json`. Every worker reads the file, so
 * what one of them is told holds for all. A file that cannot be read changes nothing and is told of.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { entriesOf, type PriceChanges, readPriceFile, writePriceFile } from "./price-file.ts";
import { type PriceList, priceList } from "./price-list.ts";

export interface PriceBook {
  current(): PriceList;
  /** As the file has them. */
  changes(): PriceChanges;
  /** Why the file is not in force; null: it is. */
  problem(): string | null;
  /** All differences anew; durable when it returns. */
  replace(changes: PriceChanges): PriceList;
}

export function openPriceBook(dataFolder: string): PriceBook {
  const path = join(dataFolder, "prices.json");
  let seen: string | null = null;
  let list = priceList();
  let changes: PriceChanges = { prices: {} };
  let problem: string | null = null;

  /** Once a change of the file: a look at its times costs microseconds. */
  const look = (): void => {
    const now = stampOf(path);
    if (now === seen) return;
    seen = now;
    const read = readPriceFile(path);
    problem = read.ok ? null : read.problem;
    // What was in force before stays so.
    if (!read.ok) return;
    changes = read.changes;
    list = priceList(entriesOf(changes));
  };

  const after = <T>(give: () => T): T => {
    look();
    return give();
  };
  return {
    current: () => after(() => list),
    changes: () => after(() => changes),
    problem: () => after(() => problem),
    replace(wanted) {
      writePriceFile(path, wanted);
      return after(() => list);
    },
  };
}

const books = new Map<string, PriceBook>();

/** One a process: calls and requests share it. */
export function priceBookOf(dataFolder: string): PriceBook {
  const known = books.get(dataFolder) ?? openPriceBook(dataFolder);
  books.set(dataFolder, known);
  return known;
}

/** Another file has another number, another content mostly another time or size. */
function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeNs} ${stat.size}` : "none";
}
