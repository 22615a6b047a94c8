/** Follows how loud a line is when nobody speaks, so that speech can be told from it. Pure. */

export interface NoiseFloor {
  /** Takes the next frame's level and gives the floor, both in dB below full scale. */
  push(levelDb: number): number;
}

/** Speech dips to the line's own sound at least this often (closures, breaths); 47 frames of 32 ms are 1.5 s. */
const WINDOW_FRAMES = 47;
/** Digital silence must not make the faintest hiss count as speech. */
const LOWEST_DB = -62;
/** Nothing as loud as this is a line's own sound: a caller who speaks from the first frame on is not taken for it. */
const HIGHEST_DB = -32;

/** The lowest level of the last 1.5 s. */
export function createNoiseFloor(): NoiseFloor {
  const levels = new Float32Array(WINDOW_FRAMES).fill(HIGHEST_DB);
  let count = 0;
  return {
    push(levelDb) {
      levels[count++ % WINDOW_FRAMES] = levelDb;
      let lowest = HIGHEST_DB;
      for (let index = 0; index < Math.min(count, WINDOW_FRAMES); index++) {
        lowest = Math.min(lowest, levels[index] as number);
      }
      return Math.max(LOWEST_DB, lowest);
    },
  };
}
