/** How fast a request wants to be spoken. */

const SLOWEST = 0.7;
const FASTEST = 1.2;

export function speedIn(message: Readonly<Record<string, unknown>>): number {
  const settings = message.voice_settings;
  const speed = settings !== null && typeof settings === "object" && "speed" in settings ? settings.speed : 1;
  return typeof speed === "number" ? Math.min(FASTEST, Math.max(SLOWEST, speed)) : 1;
}
