/**
 * `npm run pack:client [folder]`: the typed client as a package of its own, plain JavaScript with types, ready for `npm publish`.
 * Needs nothing of this house; `.cache/api-client` unless a folder is named.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOT, "packages", "api-client");
const folder = resolve(process.argv[2] ?? join(ROOT, ".cache", "api-client"));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const options = {
  ...{ rootDir: join(SOURCE, "src"), outDir: join(folder, "dist"), declaration: true, module: "nodenext" },
  ...{ target: "es2022", strict: true, skipLibCheck: true, rewriteRelativeImportExtensions: true },
  lib: ["es2022", "dom"],
};
const config = join(folder, "tsconfig.json");
writeFileSync(config, JSON.stringify({ compilerOptions: options, files: [join(SOURCE, "src", "index.ts")] }));
const built = spawnSync(process.execPath, [join(ROOT, "node_modules", "typescript", "bin", "tsc"), "-p", config], {
  stdio: "inherit",
});
rmSync(config);
if (built.status !== 0) process.exit(1);

const { private: _, exports: __, ...given } = JSON.parse(readFileSync(join(SOURCE, "package.json"), "utf8"));
const entry = { types: "./dist/index.d.ts", default: "./dist/index.js" };
const packed = { ...given, exports: { ".": entry }, files: ["dist"], engines: { node: ">=20" } };
writeFileSync(join(folder, "package.json"), `${JSON.stringify(packed, null, 2)}\n`);
for (const name of ["README.md"]) copyFileSync(join(SOURCE, name), join(folder, name));
copyFileSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
console.log(`The client stands in ${folder}. To publish it: npm publish ${folder}`);
