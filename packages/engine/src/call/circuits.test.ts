/** Circuits: whoever fails again and again is asked last, tried again after a while, and gone back to. */
import { expect, it } from "vitest";
import type { Fault } from "../ports.ts";
import { VirtualClock } from "../testing/virtual-clock.ts";
import { CIRCUIT_DEFAULTS, Circuits } from "./circuits.ts";
import { ProviderOrder } from "./provider-order.ts";

const ONE = { id: "one/model" };
const TWO = { id: "two/model" };
const LOST: Fault = { code: "lost", message: "scripted", retryable: true };
const REFUSED: Fault = { code: "key-refused", message: "scripted", retryable: false };

function circuits() {
  const clock = new VirtualClock();
  const moves: string[] = [];
  const board = new Circuits(clock, { circuit: (_, id, state) => void moves.push(`${id} ${state}`) });
  const first = (): string | undefined => board.order("model", [ONE, TWO])[0]?.id;
  return { clock, board, moves, first };
}

it("opens after failures in a row, and puts the provider last without leaving it out", () => {
  const { board, first, moves } = circuits();
  board.failed("model", ONE.id, LOST);
  expect(first()).toBe(ONE.id);
  board.failed("model", ONE.id, LOST);
  expect(first()).toBe(TWO.id);
  expect(board.order("model", [ONE])).toEqual([ONE]);
  expect(moves).toEqual(["one/model open"]);
});

it("forgets failures that lie far apart, and those before an answer", () => {
  const { clock, board, first } = circuits();
  board.failed("model", ONE.id, LOST);
  clock.moveTo(CIRCUIT_DEFAULTS.forgetMs + 1);
  board.failed("model", ONE.id, LOST);
  expect(first()).toBe(ONE.id);
  board.answered("model", ONE.id, 200);
  board.failed("model", ONE.id, LOST);
  expect(first()).toBe(ONE.id);
});

it("opens at once where the same will be refused again", () => {
  const { board, first } = circuits();
  board.failed("model", ONE.id, REFUSED);
  expect(first()).toBe(TWO.id);
});

it("lets it be tried after a while, and waits twice as long after a trial that failed", () => {
  const { clock, board, first, moves } = circuits();
  board.failed("model", ONE.id, REFUSED);
  clock.moveTo(CIRCUIT_DEFAULTS.openMs);
  expect(board.isOnTrial("model", ONE.id)).toBe(true);
  expect(first()).toBe(ONE.id);
  board.failed("model", ONE.id, LOST);
  clock.moveTo(CIRCUIT_DEFAULTS.openMs * 2);
  expect(first()).toBe(TWO.id);
  clock.moveTo(CIRCUIT_DEFAULTS.openMs * 3);
  expect(board.isOnTrial("model", ONE.id)).toBe(true);
  board.answered("model", ONE.id, 100);
  expect(first()).toBe(ONE.id);
  expect(moves.map((move) => move.split(" ")[1])).toEqual(["open", "half-open", "open", "half-open", "closed"]);
});

it("chooses by measured latency, or by price, where it is asked to", () => {
  const clock = new VirtualClock();
  const board = new Circuits(clock, {}, (_, id) => (id === ONE.id ? 0.02 : 0.01));
  board.answered("voice", ONE.id, 400);
  board.answered("voice", TWO.id, 150);
  const ids = (by: "order" | "latency" | "price") => board.order("voice", [ONE, TWO], by).map(({ id }) => id);
  expect(ids("order")).toEqual([ONE.id, TWO.id]);
  expect(ids("latency")).toEqual([TWO.id, ONE.id]);
  expect(ids("price")).toEqual([TWO.id, ONE.id]);
});

it("one call does not meet the same failure twice, though the circuit is still closed", () => {
  const clock = new VirtualClock();
  const order = new ProviderOrder("voice", clock, new Circuits(clock));
  order.failed(ONE.id, LOST);
  expect(order.best([ONE, TWO])).toEqual([TWO, ONE]);
  clock.moveTo(20_000);
  expect(order.best([ONE, TWO])).toEqual([ONE, TWO]);
});

it("a model that speaks itself stays before those that only write, however quick or cheap they are", () => {
  const clock = new VirtualClock();
  const price: Record<string, number> = { "writes/cheap": 0.0005, "speaks/dear": 0.02, "speaks/cheap": 0.01 };
  const board = new Circuits(clock, {}, (_, id) => price[id] ?? null);
  const speaks = ["speaks/dear", "speaks/cheap"].map((id) => ({ id, part: "realtime" }));
  const all = [...speaks, { id: "writes/cheap", part: "model" }];
  for (const [id, ms] of [
    ["speaks/dear", 600],
    ["speaks/cheap", 400],
    ["writes/cheap", 200],
  ] as const)
    board.answered("model", id, ms);
  const wanted = ["speaks/cheap", "speaks/dear", "writes/cheap"];
  for (const by of ["latency", "price"] as const)
    expect(board.order("model", all, by).map(({ id }) => id)).toEqual(wanted);
  board.failed("model", "speaks/cheap", REFUSED);
  expect(board.order("model", all, "price").map(({ id }) => id)).toEqual([
    "speaks/dear",
    "writes/cheap",
    "speaks/cheap",
  ]);
});

it("an answer whose latency nobody knows changes no order, and closes the circuit all the same", () => {
  const { clock, board, first } = circuits();
  board.answered("model", ONE.id, 100);
  board.answered("model", TWO.id, 300);
  board.failed("model", ONE.id, REFUSED);
  clock.moveTo(CIRCUIT_DEFAULTS.openMs);
  expect(board.state("model", ONE.id)).toBe("half-open");
  board.answered("model", ONE.id, null);
  expect([board.state("model", ONE.id), first()]).toEqual(["closed", ONE.id]);
  expect(board.order("model", [TWO, ONE], "latency")).toEqual([ONE, TWO]);
});
