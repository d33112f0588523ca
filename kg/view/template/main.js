// Putting it together: selection, tabs, keys, the address of a selection.
"use strict";
(() => {
  const { byId, t } = KG;
  const types = { firm: "Company", program: "Program", place: "Place", person: "Person", agency: "Agency", organization: "Organization", product: "Product" };

  KG.footerText = () => {
    const { meta, documents } = KG.data;
    const names = documents.slice(0, 3).map(KG.panel.documentName).join("；") + (documents.length > 3 ? ` … (${documents.length})` : "");
    return [`${t("sources")}：${names || t("unknown")}`, `${t("date")}：${meta.date || t("unknown")}`, `kg ${meta.version}`].join("　");
  };

  KG.hashOf = (node) => {
    const kind = Object.keys(types).find((key) => types[key] === node.type);
    const alone = KG.nodes.filter((one) => one.type === node.type && one.name === node.name).length === 1;
    return kind && alone ? `#${kind}=${encodeURIComponent(node.name)}` : `#id=${encodeURIComponent(node.key)}`;
  };
  function fromHash() {
    const wanted = new URLSearchParams(location.hash.slice(1).replace(/\+/g, "%2B"));
    if (wanted.get("lang")) setLanguage(wanted.get("lang") === "en" ? 1 : 0);
    for (const [key, value] of wanted) {
      const edge = key === "id" && KG.edges.find((one) => one.key === value);
      const node = KG.nodes.find((one) => (key === "id" ? one.key === value : one.type === types[key] && (one.name === value || (one.aliases || []).includes(value))));
      if (edge) KG.select({ kind: "edge", id: edge.id });
      else if (node) KG.select({ kind: "node", id: node.id }, true);
    }
  }

  /** Select a node, edge, cluster or bundle; ``go`` opens its cluster and moves there. */
  KG.select = (selected, go = false) => {
    KG.state.selected = selected;
    if (selected && selected.kind === "node") {
      const cluster = KG.collapsible ? KG.clusterOf.get(selected.id) : undefined;
      if (go && cluster !== undefined && !KG.state.open.has(cluster)) { KG.state.open.add(cluster); KG.changed(); }
      if (go) { KG.state.hiddenNodes.delete(selected.id); KG.scene.show(selected.id); }
      const hash = KG.hashOf(KG.nodes[selected.id]);
      if (location.hash !== hash) location.hash = hash;
      KG.say(KG.nodes[selected.id].name);
    }
    KG.scene.light(selected);
    KG.panel.show();
  };
  KG.openCluster = (id, open) => {
    if (open) KG.state.open.add(id); else KG.state.open.delete(id);
    KG.changed();
    KG.panel.show();
  };
  const setAll = (open) => { KG.state.open = new Set(open ? KG.data.clusters.keys() : []); KG.changed(); KG.scene.fit(); };

  KG.changed = () => {
    const visible = KG.visible();
    KG.scene.draw(visible);
    KG.legend.show();
    KG.filters.show();
    KG.table.show(visible.edges);
    const whole = visible.nodes.size === KG.nodes.length && visible.edges.length === KG.edges.length;
    byId("summary").textContent = whole ? `${KG.nodes.length} ${t("nodes")}，${KG.edges.length} ${t("edges")}`
      : `${t("shown")} ${visible.nodes.size} / ${KG.nodes.length} ${t("nodes")}，${visible.edges.length} / ${KG.edges.length} ${t("edges")}`;
    KG.say(byId("summary").textContent);
  };

  function setLanguage(language) {
    KG.language = language;
    KG.translate();
    byId("title").textContent = KG.data.meta.title[language ? "en" : "zh"];
    document.title = byId("title").textContent;
    byId("footer").textContent = KG.footerText();
    byId("theme").textContent = t(KG.theme.dark ? "themeLight" : "theme");
    KG.changed();
    KG.panel.show();
  }

  function tab(name) {
    for (const one of ["graph", "table"]) {
      byId(one).hidden = one !== name;
      byId(`tab-${one}`).setAttribute("aria-selected", String(one === name));
      byId(`tab-${one}`).tabIndex = one === name ? 0 : -1;
    }
    if (name === "table") KG.table.render(); else KG.scene.redraw();
  }

  const on = (id, act) => byId(id).addEventListener("click", act);
  on("zoom-in", () => KG.scene.zoom(1.3));
  on("zoom-out", () => KG.scene.zoom(1 / 1.3));
  on("fit", KG.scene.fit);
  on("full", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
  on("physics", () => {
    KG.scene.physics(!KG.scene.moving);
    byId("physics").setAttribute("aria-pressed", String(KG.scene.moving));
  });
  on("png", KG.png);
  on("svg", KG.svg);
  on("print", () => window.print());
  on("theme", () => { KG.theme.toggle(); KG.scene.recolour(); KG.legend.show(); byId("theme").textContent = t(KG.theme.dark ? "themeLight" : "theme"); });
  on("language", () => setLanguage(KG.language ? 0 : 1));
  on("tab-graph", () => tab("graph"));
  on("tab-table", () => tab("table"));
  on("open-all", () => setAll(true));
  on("close-all", () => setAll(false));
  on("copy", () => KG.copy(KG.table.tabbed()));
  on("csv", () => KG.save(new Blob([KG.table.csv()], { type: "text/csv;charset=utf-8" }), "csv"));
  for (const one of ["graph", "table"]) {
    byId(`tab-${one}`).addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const other = one === "graph" ? "table" : "graph";
      tab(other);
      byId(`tab-${other}`).focus();
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") KG.select(null);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = { "/": () => byId("search").focus(), "+": () => KG.scene.zoom(1.3), "=": () => KG.scene.zoom(1.3), "-": () => KG.scene.zoom(1 / 1.3), f: KG.scene.fit, t: () => tab(byId("table").hidden ? "table" : "graph") };
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
  window.addEventListener("hashchange", fromHash);
  window.addEventListener("beforeprint", KG.table.all);

  byId("clusters-tools").hidden = !KG.collapsible;
  setLanguage(0);
  KG.scene.fit();
  fromHash();
  document.documentElement.dataset.ready = "yes";
})();
