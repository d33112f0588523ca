// Finding a node by name, alias or pinyin.
"use strict";
KG.search = (() => {
  const input = KG.byId("search");
  const list = KG.byId("hits");
  let hits = [];
  let at = -1;

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’《》〈〉「」『』·•・]+/g, "");
  const keys = KG.nodes.map((node) => ({ node, names: [node.name, ...(node.aliases || [])].map(fold), pinyin: (node.pinyin || "").split("\n").filter(Boolean) }));

  /** 0 is best: the name itself, its beginning, inside it, then the same for pinyin; null when it does not fit. */
  function rank(key, wanted) {
    for (const [base, texts] of [[0, key.names], [3, key.pinyin]]) {
      if (texts.includes(wanted)) return base;
      if (texts.some((text) => text.startsWith(wanted))) return base + 1;
      if (texts.some((text) => text.includes(wanted))) return base + 2;
    }
    return null;
  }
  function find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    return keys.map((key) => ({ node: key.node, rank: rank(key, wanted) })).filter((hit) => hit.rank !== null)
      .sort((a, b) => a.rank - b.rank || b.node.edges.length - a.node.edges.length || a.node.id - b.node.id).slice(0, 30).map((hit) => hit.node);
  }

  function show() {
    hits = find(input.value);
    at = -1;
    list.replaceChildren(...hits.map((node, i) => KG.make("li", { role: "option", id: `hit-${i}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); pick(i); } },
      KG.make("span", {}, node.name), KG.make("span", { class: "count" }, KG.typeName(node.type)))));
    if (!hits.length && input.value.trim()) list.append(KG.make("li", { class: "empty" }, KG.t("none")));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }
  function move(step) {
    if (!hits.length) return;
    at = (at + step + hits.length) % hits.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `hit-${at}`);
  }
  function pick(i) {
    const node = hits[i];
    if (!node) return;
    hide();
    KG.select({ kind: "node", id: node.id }, true);
  }
  function hide() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("blur", hide);
  input.addEventListener("keydown", (event) => {
    const acts = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => pick(Math.max(0, at)), Escape: () => { input.value = ""; hide(); } };
    if (acts[event.key] && !event.isComposing) { event.preventDefault(); event.stopPropagation(); acts[event.key](); }
  });
  return { find };
})();
