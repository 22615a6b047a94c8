/** The house's arrows (ARCHITECTURE.md): who may import whom. Nothing else may. */
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
    only("providers", "^packages/providers/", ["^packages/engine/"]),
    only("tools", "^packages/tools/", ["^packages/engine/"]),
    only("twins", "^packages/twins/", ["^packages/engine/src/(audio/|ports\\.ts$)"]),
    only("callers", "^packages/callers/", [
      "^packages/twins/",
      "^packages/engine/src/(ports\\.ts$|audio/)",
      "^packages/providers/embedded/",
    ]),
    only("server", "^packages/server/", ["^packages/(engine|carriers|providers|tools|twins)/"]),
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
