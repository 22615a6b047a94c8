/** For `npx drizzle-kit generate` in this package: writes the next migration from `src/store/schema.ts`. */
import { defineConfig } from "drizzle-kit";

export default defineConfig({ dialect: "postgresql", schema: "./src/store/schema.ts", out: "./drizzle" });
