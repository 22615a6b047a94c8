/** The house's arrows (ARCHITECTURE.md): who may import whom. Nothing else may. */
const { readdirSync } = require("node:fs");

const PURE = "^packages/engine/src/(conversation|flow|audio)/";
const TEST = "\\.test\\.ts$|/testing/";

/** A room may import only what is listed; npm packages are each workspace's own affair. */
const only = (name, from, allowed) => ({
  name,
  severity: "error",
  comment: `${name}: may import ${allowed.join(", ") || "nothing of the house"}`,
  from: { path: from, pathNot: TEST },
  to: { path: "^packages/", pathNot: [from, ...allowed] },
});

/** Its folders, one a vendor, without the one that they share. */
const folders = (room, shared) =>
  readdirSync(`${__dirname}/${room}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== shared)
    .map(({ name }) => name);

module.exports = {
  forbidden: [
    {
      name: "no-circles-between-workspaces",
      severity: "error",
      from: { path: "^packages/engine/" },
      to: { path: "^packages/(?!engine/)" },
    },
    {
      name: "pure-rooms-know-no-node",
      severity: "error",
      from: { path: PURE, pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure-rooms-know-no-packages",
      severity: "error",
      from: { path: PURE, pathNot: TEST },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"] },
    },
    {
      name: "pure-rooms-know-no-shell",
      severity: "error",
      from: { path: PURE, pathNot: TEST },
      to: { path: "^packages/engine/src/(call|testing)/" },
    },
    only("carriers", "^packages/carriers/", ["^packages/engine/"]),
    // Every vendor stands alone on the engine and the kit; the kit stands on the engine.
    only("provider-kit", "^packages/providers/kit/", ["^packages/engine/"]),
    ...folders("packages/providers", "kit").map((vendor) =>
      only(`provider-${vendor}`, `^packages/providers/${vendor}/`, ["^packages/engine/", "^packages/providers/kit/"]),
    ),
    only("tools", "^packages/tools/", ["^packages/engine/"]),
    only("twin-kit", "^packages/twins/kit/", ["^packages/engine/src/(audio/|ports\\.ts$)"]),
    ...folders("packages/twins", "kit").map((vendor) =>
      only(`twin-${vendor}`, `^packages/twins/${vendor}/`, [
        "^packages/engine/src/(audio/|ports\\.ts$)",
        "^packages/twins/kit/",
      ]),
    ),
    only("callers", "^packages/callers/", [
      "^packages/twins/",
      "^packages/engine/src/(ports\\.ts$|audio/)",
      "^packages/providers/embedded/",
    ]),
    only("api-client", "^packages/api-client/", []),
    // Its telephone needs µ-law and frames: pure, as flows are.
    only("console", "^packages/console/", ["^packages/api-client/", "^packages/engine/src/(flow|audio)/"]),
    only("server", "^packages/server/", ["^packages/(engine|carriers|providers|tools|twins|callers)/"]),
    {
      name: "words-cross-by-audio-only",
      severity: "error",
      comment: "A simulated caller hears and speaks; it never sees the conversation.",
      from: { path: "^packages/callers/" },
      to: { path: "^packages/(server/|engine/src/(conversation|call|flow)/)" },
    },
    {
      name: "no-test-code-in-products",
      severity: "error",
      from: { path: "^packages/", pathNot: TEST },
      to: { path: "\\.test\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
