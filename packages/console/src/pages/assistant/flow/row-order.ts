/** Orders rows so that few lines cross (barycentres), and finds a place for each item near those that it is tied to. Pure. */

export interface Tie {
  to: string;
  /** How much it pulls. */
  weight: number;
}

export interface Item {
  key: string;
  width: number;
  /** How much it resists its neighbours. */
  weight: number;
  above: Tie[];
  below: Tie[];
}

export type Rows = Item[][];

const SWEEPS = 12;
const PULLS = 80;
/** What lies on the other side of the sweep counts, but less: else nothing would come to rest. */
const FAR_SIDE = 0.25;

export function untangled(rows: Rows): Rows {
  let best = rows;
  let fewest = crossings(rows);
  let now = rows;
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    now = sweep % 2 === 0 ? swept(now, "above") : [...swept([...now].reverse(), "below")].reverse();
    const count = crossings(now);
    if (count < fewest) [best, fewest] = [now, count];
  }
  return best;
}

function swept(rows: Rows, side: "above" | "below"): Rows {
  const done: Rows = [];
  for (const row of rows) {
    const place = new Map(done.at(-1)?.map(({ key }, index) => [key, index]));
    const wanted = row.map((item, index) => ({
      item,
      index,
      at: mean(item[side].flatMap(({ to }) => tiedTo(to, place))),
    }));
    // Who is tied to nothing keeps its place.
    wanted.sort((a, b) => (a.at ?? a.index) - (b.at ?? b.index) || a.index - b.index);
    done.push(wanted.map(({ item }) => item));
  }
  return done;
}

interface Weighed {
  at: number;
  weight: number;
}

function mean(wishes: readonly Weighed[]): number | null {
  const weight = wishes.reduce((sum, one) => sum + one.weight, 0);
  return weight === 0 ? null : wishes.reduce((sum, one) => sum + one.at * one.weight, 0) / weight;
}

function tiedTo(key: string, at: ReadonlyMap<string, number>, weight = 1): Weighed[] {
  const place = at.get(key);
  return place === undefined ? [] : [{ at: place, weight }];
}

function crossings(rows: Rows): number {
  let count = 0;
  rows.forEach((row, index) => {
    const place = new Map(rows[index + 1]?.map(({ key }, at) => [key, at]));
    const lines = row.flatMap(({ below }, at) =>
      below.flatMap(({ to }) => (place.has(to) ? [[at, place.get(to) ?? 0]] : [])),
    );
    for (const [a = 0, b = 0] of lines) for (const [c = 0, d = 0] of lines) if (a < c && b > d) count += 1;
  });
  return count;
}

/** The middle of every item: in the rows' order, apart by `gap`, as near to what it is tied to as that allows. */
export function placed(rows: Rows, gap: number): Map<string, number> {
  const at = new Map<string, number>();
  for (const row of rows) settle(row, () => 0, gap, at);
  for (let pull = 0; pull < PULLS; pull += 1) {
    const isDown = pull % 2 === 0;
    for (const row of isDown ? rows : [...rows].reverse()) {
      const wanted = (item: Item): number => {
        const [near, far] = isDown ? [item.above, item.below] : [item.below, item.above];
        const wishes = [...near, ...far.map(({ to, weight }) => ({ to, weight: weight * FAR_SIDE }))];
        return mean(wishes.flatMap(({ to, weight }) => tiedTo(to, at, weight))) ?? at.get(item.key) ?? 0;
      };
      settle(row, wanted, gap, at);
    }
  }
  return at;
}

interface Block {
  items: { key: string; offset: number }[];
  /** Where the block's first item is wanted, by each of its items. */
  wanted: Weighed[];
}

/** Items that want the same place share the disappointment: neighbours merge into blocks (pool adjacent violators). */
function settle(row: readonly Item[], wantedOf: (item: Item) => number, gap: number, at: Map<string, number>): void {
  const blocks: Block[] = [];
  let offset = 0;
  row.forEach((item, index) => {
    const before = row[index - 1];
    if (before) offset += (before.width + item.width) / 2 + gap;
    let block: Block = {
      items: [{ key: item.key, offset }],
      wanted: [{ at: wantedOf(item) - offset, weight: item.weight }],
    };
    for (let last = blocks.at(-1); last && start(last) > start(block); last = blocks.at(-1)) {
      blocks.pop();
      block = { items: [...last.items, ...block.items], wanted: [...last.wanted, ...block.wanted] };
    }
    blocks.push(block);
  });
  for (const block of blocks) for (const { key, offset } of block.items) at.set(key, start(block) + offset);
}

const start = ({ wanted }: Block): number => mean(wanted) ?? 0;
