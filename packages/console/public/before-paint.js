/* Sets theme, density and language from what was chosen here before. The same keys as src/preferences/stored.ts. */
(() => {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("offhook-preferences") ?? "{}") ?? {};
  } catch {
    // Storage that is switched off or holds something else: the defaults do.
  }
  const dark = kept.theme === "dark" || (kept.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.dataset.density = kept.density === "compact" ? "compact" : "comfortable";
})();
