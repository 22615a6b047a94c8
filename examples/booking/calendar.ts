/** A calendar in memory, in half-hour slots. A real one would stand in a database. */

export interface Booking {
  day: string;
  time: string;
  name: string;
  phone: string;
}

export class Calendar {
  readonly bookings: (Booking & { key: string })[] = [];
  private readonly taken: Set<string>;

  /** Such as `2026-11-23 10:00`. */
  constructor(taken: readonly string[] = []) {
    this.taken = new Set(taken);
  }

  isFree(day: string, time: string): boolean {
    const taken = this.taken.has(`${day} ${time}`);
    return TIMES.includes(time) && !taken;
  }

  /** The free times nearest to this one, in the day's order. */
  near(day: string, time: string, count = 2): string[] {
    const free = TIMES.filter((one) => this.isFree(day, one));
    const byDistance = free.sort(
      (a, b) => Math.abs(minutesOf(a) - minutesOf(time)) - Math.abs(minutesOf(b) - minutesOf(time)),
    );
    return byDistance.slice(0, count).sort();
  }

  /** Once for each key, however often it is asked. */
  book(booking: Booking, key: string): boolean {
    if (this.bookings.some((one) => one.key === key)) return true;
    if (!this.isFree(booking.day, booking.time)) return false;
    this.taken.add(`${booking.day} ${booking.time}`);
    this.bookings.push({ ...booking, key });
    return true;
  }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Nine to five. */
const TIMES = Array.from({ length: 16 }, (_, index) => {
  const minutes = 9 * 60 + index * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${minutes % 60 === 0 ? "00" : "30"}`;
});
