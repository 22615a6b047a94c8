/** What a vendor is called in a sentence. */
import { catalogueOf } from "../providers/catalogues.ts";

export const titleOf = (vendor: string): string => catalogueOf(vendor)?.name ?? vendor;
