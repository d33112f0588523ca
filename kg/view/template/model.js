// The data, what is switched on, and what is therefore visible.
"use strict";
KG.data = JSON.parse(KG.byId("data").textContent);

KG.many = 800; // more nodes than this begin as closed clusters
KG.state = {
  hiddenTypes: new Set(), hiddenKinds: new Set(), hiddenNodes: new Set(), open: new Set(), only: null, selected: null,
  filters: { program: "", level: "", year: "", place: "" },
};

(() => {
  const { nodes, edges, entities, facts, clusters } = KG.data;
  const withdrawn = new Set(["公示", "撤销", "到期"]);
  KG.nodes = nodes.map((node, i) => ({ ...node, ...entities[i], key: entities[i].id, id: i, name: String(node.label), type: node.group, edges: [] }));
  KG.edges = edges.map((edge, i) => ({
    ...facts[i], counted: facts[i].kind, key: facts[i].id, id: i, from: edge.from, to: edge.to,
    kind: facts[i].type === "AWARDED" && withdrawn.has(facts[i].status) ? "PENDING" : facts[i].type,
  }));
  for (const edge of KG.edges) {
    KG.nodes[edge.from].edges.push(edge);
    if (edge.to !== edge.from) KG.nodes[edge.to].edges.push(edge);
  }
  KG.clusterOf = new Map();
  clusters.forEach((cluster, i) => cluster.members.forEach((node) => KG.clusterOf.set(node, i)));
  KG.collapsible = nodes.length > KG.many;
})();

KG.isHonour = (edge) => edge.type === "AWARDED" || edge.type === "COUNTED";
KG.clusterName = (cluster) => (cluster.anchor === null ? `${KG.t("other")}${KG.typeName(cluster.type)}` : KG.nodes[cluster.anchor].name);
KG.otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

/** Whether an honour passes the filters for programme, level and year. */
KG.passes = (edge) => {
  const { program, level, year } = KG.state.filters;
  return (!program || KG.nodes[edge.to].name === program) && (!level || edge.level === level)
    && (!year || (year === "none" ? edge.year === undefined : edge.year === Number(year)));
};

/** Visible nodes (a Set) and edges (a list) under switches and filters. */
KG.visible = () => {
  const { hiddenTypes, hiddenKinds, hiddenNodes, only, filters } = KG.state;
  const near = only === null ? null : new Set([only, ...KG.nodes[only].edges.map((edge) => KG.otherEnd(edge, only))]);
  const usable = (id) => !hiddenTypes.has(KG.nodes[id].type) && !hiddenNodes.has(id) && (!near || near.has(id));
  let edges = KG.edges.filter((edge) => !hiddenKinds.has(edge.kind) && usable(edge.from) && usable(edge.to));
  const inPlace = (id) => !filters.place || (KG.nodes[id].places || []).includes(filters.place);
  if (filters.place) edges = edges.filter((edge) => inPlace(edge.from) || (!KG.isHonour(edge) && inPlace(edge.to)));
  if (filters.program || filters.level || filters.year) {
    const honours = edges.filter((edge) => KG.isHonour(edge) && KG.passes(edge));
    const holders = new Set(honours.map((edge) => edge.from));
    const granted = new Set(honours.map((edge) => edge.to));
    edges = edges.filter((edge) => (KG.isHonour(edge) ? KG.passes(edge)
      : holders.has(edge.from) || holders.has(edge.to) || (edge.type === "GRANTS" && granted.has(edge.to))));
  }
  const filtered = Object.values(filters).some(Boolean);
  const ends = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const shown = KG.nodes.filter((node) => usable(node.id) && (ends.has(node.id) || (!filtered && !node.edges.some((edge) => hiddenKinds.has(edge.kind)))));
  return { nodes: new Set(shown.map((node) => node.id)), edges };
};

KG.changed = () => {}; // set by main.js: draw everything anew
KG.setFilter = (key, value) => { KG.state.filters[key] = value; KG.changed(); };
KG.reset = () => {
  const state = KG.state;
  for (const one of [state.hiddenTypes, state.hiddenKinds, state.hiddenNodes]) one.clear();
  state.only = null;
  Object.keys(state.filters).forEach((key) => { state.filters[key] = ""; });
  KG.changed();
};
