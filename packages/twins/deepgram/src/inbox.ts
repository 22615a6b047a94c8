/** Takes what comes in one at a time, in order, though hearing a piece may take a while. */
export class Inbox<Item> {
  private readonly take: (item: Item) => Promise<void>;
  private readonly waiting: Item[] = [];
  private busy = false;
  private over = false;

  constructor(take: (item: Item) => Promise<void>) {
    this.take = take;
  }

  push(item: Item): void {
    if (this.over) return;
    this.waiting.push(item);
    if (!this.busy) void this.run();
  }

  stop(): void {
    this.over = true;
    this.waiting.length = 0;
  }

  private async run(): Promise<void> {
    this.busy = true;
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      // A function given by a test may throw: then nothing was heard.
      await this.take(next).catch(() => {});
    }
    this.busy = false;
  }
}
