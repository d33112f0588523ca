// Light and dark: the canvas takes its colours from the style sheet.
"use strict";
KG.theme = (() => {
  let dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const apply = () => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    KG.color = {
      text: read("--text"), back: read("--back"), halo: read("--back"), edge: read("--line"), strong: read("--accent"), cluster: read("--cluster"), muted: read("--muted"),
      type: Object.fromEntries(Object.keys(KG.typeWords).map((type) => [type, read(`--type-${type}`)])),
      kind: Object.fromEntries(Object.keys(KG.kindWords).map((kind) => [kind, read(`--kind-${kind}`)])),
    };
  };
  apply();
  return { apply, toggle() { dark = !dark; apply(); }, get dark() { return dark; } };
})();
