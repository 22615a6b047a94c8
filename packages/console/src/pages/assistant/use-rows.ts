/** Rows under somebody's hands: what cannot be saved yet stays on the page, and everything else is saved. */
import { useState } from "react";

export interface Row<Item> {
  /** For React, while the page is open. */
  key: number;
  typed: Item;
  /** As it was last saved; null: it never could be. */
  saved: Item | null;
}

/**
 * `read`: as it is to be saved, or null while something is missing. A row that was good and is being written anew keeps what
 * it was until it is good again: nobody is taken off a list by half a number.
 */
export function useRows<Item>(
  stored: readonly Item[],
  read: (typed: Item) => Item | null,
  save: (list: Item[]) => void,
) {
  const [rows, setRows] = useState(() => rowsOf(stored));
  const [seen, setSeen] = useState(() => JSON.stringify(stored));
  // Changed from elsewhere, such as by an old version: then that is what is there.
  if (JSON.stringify(stored) !== seen) {
    setSeen(JSON.stringify(stored));
    if (JSON.stringify(savedOf(rows)) !== JSON.stringify(stored)) setRows(rowsOf(stored));
  }
  function put(after: readonly Row<Item>[]): void {
    const next = after.map((row) => ({ ...row, saved: read(row.typed) ?? row.saved }));
    setRows(next);
    if (JSON.stringify(savedOf(next)) !== JSON.stringify(savedOf(rows))) save(savedOf(next));
  }
  return {
    rows,
    change: (key: number, typed: Item) => put(rows.map((row) => (row.key === key ? { ...row, typed } : row))),
    add: (typed: Item) => put([...rows, { key: newKey(), typed, saved: null }]),
    remove: (key: number) => put(rows.filter((row) => row.key !== key)),
  };
}

let lastKey = 0;
function newKey(): number {
  lastKey += 1;
  return lastKey;
}

const rowsOf = <Item>(list: readonly Item[]): Row<Item>[] =>
  list.map((item) => ({ key: newKey(), typed: item, saved: item }));

const savedOf = <Item>(rows: readonly Row<Item>[]): Item[] =>
  rows.flatMap(({ saved }) => (saved === null ? [] : [saved]));
