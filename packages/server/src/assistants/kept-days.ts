import { z } from "zod";

/** For how long something of a call is kept, by the house or by one assistant; null: for ever. */
export const keptDays = z.int().min(1).max(3_650).nullable();
