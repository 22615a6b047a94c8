/** Milliseconds on the machine's monotonic clock: the same in all processes of one machine, whatever the date does. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again until it holds. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs: number, everyMs = 20): Promise<void> {
  const endMs = machineMs() + withinMs;
  while (!(await holds())) {
    if (machineMs() > endMs) throw new Error(`It did not come to hold within ${withinMs} ms: ${holds}`);
    await sleep(everyMs);
  }
}
