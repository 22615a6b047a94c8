/**
 * Where every model's process begins: Node 20 cannot start one from TypeScript, so this plain file registers tsx's loader
 * first. Arguments: the module's address, and the model as JSON, which the module reads itself.
 */
const [, , module] = process.argv;
if (module.endsWith(".ts")) {
  const { register } = await import("tsx/esm/api");
  register();
}
await import(module);
