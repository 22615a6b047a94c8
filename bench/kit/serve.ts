/** The process's side: answers the bench's questions by name, and ends with it. */

interface Question {
  id: number;
  name: string;
  args: unknown[];
}

export interface Answer {
  id: number;
  value?: unknown;
  problem?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: functions of any arguments; `Child<Api>` types each call.
export function serve(api: Record<string, (...args: any[]) => unknown>, atEnd: () => unknown = () => {}): void {
  process.on("message", async ({ id, name, args }: Question) => {
    try {
      const value = await api[name]?.(...args);
      process.send?.({ id, value } satisfies Answer);
    } catch (error) {
      process.send?.({ id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once("disconnect", () => {
    void Promise.resolve(atEnd()).finally(() => process.exit(0));
  });
}
