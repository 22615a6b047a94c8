/** What the address of a tool may say besides: which example it begins with. Pure. */

export const readToolSearch = (search: Record<string, unknown>): { example?: "shop" } =>
  search.example === "shop" ? { example: "shop" } : {};
