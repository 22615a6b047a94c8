#!/usr/bin/env node
/** The command `offhook`. Plain Node, so that it can say what is missing; must not import anything installed at its top. */
const { register } = await import("tsx/esm/api").catch(() => {
  console.error(
    "Offhook's packages are not installed.\nRun `npm start` once in the checkout: it installs them.\n[not-installed]",
  );
  process.exit(1);
});
register();
const { main } = await import("../src/cli/main.ts");
const exitCode = await main(process.argv.slice(2));
// What still runs, such as a socket to a server that hangs, must not keep the terminal; what was printed must get out.
process.stdout.write("", () => process.stderr.write("", () => process.exit(exitCode)));
