// Details of what is selected: facts, each with its evidence sentence, article, document and date.
"use strict";
KG.panel = (() => {
  const { make, t } = KG;
  const box = KG.byId("panel");
  const FIRST = 25;

  const nameLink = (id) => make("button", { type: "button", class: "link", onclick: () => KG.select({ kind: "node", id }, true) }, KG.nodes[id].name);
  const button = (key, act) => make("button", { type: "button", onclick: act, "data-act": key }, t(key));
  const pair = (term, value) => (value === undefined || value === "" ? [] : [make("dt", {}, term), make("dd", {}, value)]);
  const facts = (...pairs) => make("dl", {}, ...pairs.flat());
  const range = (from, to) => (from && to && from !== to ? `${from} – ${to}` : from || to);

  const articleName = (article) => `《${article.title || t("untitled")}》`;
  const documentOf = (article) => KG.data.documents[article.document];
  const documentName = (one) => [one.title || t("untitled"), one.issue, one.publisher].filter(Boolean).join(" ");

  function where(number) {
    const article = KG.data.articles[number];
    const paper = documentOf(article);
    const date = article.date || (paper && paper.date);
    return make("p", { class: "where" }, articleName(article), article.source ? `（${article.source}）` : "", paper ? ` ${documentName(paper)}` : "", date ? ` ${date}` : "");
  }

  function evidence(edge) {
    if (edge.origin === "catalogue" || !edge.quote) return make("p", { class: "where" }, edge.origin === "catalogue" ? t("fromCatalogue") : "");
    return make("div", { class: "evidence" }, make("blockquote", {}, edge.quote), edge.article === undefined ? null : where(edge.article));
  }

  /** "新增 12 家" of a COUNTED. */
  const number = (edge) => (edge.value === undefined ? undefined
    : [edge.counted && KG.countWords[edge.counted][KG.language], edge.value, edge.unit].filter((part) => part !== undefined).join(" "));

  /** "2020 · 省 · 第三批 · 产品" of a fact. */
  const details = (edge) => [
    edge.year, edge.level && KG.levelName(edge.level), edge.batch, edge.product, edge.rank, edge.status, edge.title, edge.former ? t("former") : "",
    number(edge),
  ].filter((one) => one !== undefined && one !== null && one !== "").join(" · ");

  function fact(edge) {
    return make("li", {},
      make("p", { class: "fact" }, nameLink(edge.from), " ", make("span", { class: `kind k-${edge.kind}` }, KG.kindName(edge.kind)), " ", nameLink(edge.to)),
      details(edge) ? make("p", { class: "details" }, make("button", { type: "button", class: "link", onclick: () => KG.select({ kind: "edge", id: edge.id }) }, details(edge))) : null,
      evidence(edge));
  }

  function list(edges) {
    const element = make("ol", { class: "facts" });
    const add = (from) => {
      element.append(...edges.slice(from, from + FIRST).map(fact));
      if (edges.length > from + FIRST) {
        const more = make("li", {}, make("button", { type: "button", onclick: () => { more.remove(); add(from + FIRST); } }, `${t("more")} (${edges.length - from - FIRST})`));
        element.append(more);
      }
    };
    add(0);
    return element;
  }

  const heading = (text, type) => make("div", { class: "head" },
    make("h2", {}, text), type ? make("span", { class: `chip t-${type}` }, KG.typeName(type)) : null,
    make("button", { type: "button", class: "close", "aria-label": t("close"), title: t("close"), onclick: () => KG.select(null) }, "×"));

  function node(id) {
    const one = KG.nodes[id];
    const order = [...one.edges].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : (b.year || 0) - (a.year || 0) || a.id - b.id));
    const neighbours = one.edges.map((edge) => KG.otherEnd(edge, id)).filter((other) => other !== id);
    const hidden = neighbours.length && neighbours.every((other) => KG.state.hiddenNodes.has(other));
    const cluster = KG.collapsible ? KG.clusterOf.get(id) : undefined;
    return [
      heading(one.name, one.type),
      make("div", { class: "actions" },
        button("only", () => { KG.state.only = id; KG.changed(); KG.scene.fit(); }),
        button("hide", () => { KG.state.hiddenNodes.add(id); KG.select(null); KG.changed(); }),
        button(hidden ? "showAround" : "hideAround", () => {
          neighbours.forEach((other) => (hidden ? KG.state.hiddenNodes.delete(other) : KG.state.hiddenNodes.add(other)));
          KG.changed();
          show();
        }),
        cluster === undefined ? null : button(KG.state.open.has(cluster) ? "closeCluster" : "openCluster", () => KG.openCluster(cluster, !KG.state.open.has(cluster))),
        button("link", () => KG.copy(location.href.split("#")[0] + KG.hashOf(one)))),
      facts(pair(t("aliases"), (one.aliases || []).join("、")), pair(t("places"), (one.places || []).slice(one.type === "Place" ? 1 : 0).reverse().join(" / ")),
        pair(t("support"), one.support === undefined ? undefined : String(one.support)), pair(t("seen"), range(one.first_seen, one.last_seen)),
        pair(t("creditCode"), one.credit_code), pair(t("programLevel"), one.program_level && KG.levelName(one.program_level))),
      make("h3", {}, `${t("facts")} (${order.length})`), list(order),
    ];
  }

  function edge(id) {
    const one = KG.edges[id];
    const others = (one.articles || []).filter((number) => number !== one.article);
    return [
      heading(KG.kindName(one.kind)),
      make("p", { class: "fact" }, nameLink(one.from), " → ", nameLink(one.to)),
      make("h3", {}, t("evidence")), evidence(one),
      facts(pair(t("year"), one.year === undefined ? (KG.isHonour(one) ? t("unknown") : undefined) : String(one.year)), pair(t("level"), one.level && KG.levelName(one.level)),
        pair(t("batch"), one.batch), pair(t("product"), one.product), pair(t("rank"), one.rank), pair(t("status"), one.status),
        pair(t("published"), one.date), pair(t("grantors"), (one.grantors || []).join("、")), pair(t("title"), one.title && (one.former ? `${one.title}（${t("former")}）` : one.title)),
        pair(t("value"), number(one)), pair(t("reason"), one.reason),
        pair(t("confidence"), one.confidence === undefined ? undefined : String(one.confidence)), pair(t("said"), one.support === undefined ? undefined : String(one.support)),
        pair(t("seen"), range(one.first_seen, one.last_seen))),
      one.incomplete ? make("p", { class: "note" }, t("incomplete")) : null,
      ...(others.length ? [make("h3", {}, t("otherArticles")), ...others.map(where)] : []),
    ];
  }

  function cluster(id) {
    const one = KG.data.clusters[id];
    const members = one.members.map((member) => KG.nodes[member]).sort((a, b) => b.edges.length - a.edges.length || a.id - b.id);
    const open = KG.state.open.has(id);
    return [
      heading(KG.clusterName(one)),
      make("div", { class: "actions" }, button(open ? "closeCluster" : "openCluster", () => KG.openCluster(id, !open))),
      make("h3", {}, `${t("members")} (${members.length})`),
      make("ul", { class: "names" }, ...members.slice(0, 60).map((member) => make("li", {}, nameLink(member.id), ` ${KG.typeName(member.type)}`))),
    ];
  }

  function overview() {
    const { meta, documents } = KG.data;
    const top = [...KG.nodes].sort((a, b) => b.edges.length - a.edges.length || a.id - b.id).slice(0, 10);
    const { nodes, edges } = meta.leftOut;
    return [
      make("h2", {}, t("overview")), make("p", {}, t("help")),
      nodes || edges ? make("p", { class: "note" }, `${t("leftOut")}：${nodes} ${t("nodes")}，${edges} ${t("edges")}`) : null,
      make("h3", {}, t("mostTies")),
      make("ol", { class: "names" }, ...top.map((one) => make("li", {}, nameLink(one.id), ` ${one.edges.length}`))),
      make("h3", {}, `${t("sources")} (${documents.length})`),
      make("ul", { class: "names" }, ...documents.slice(0, 50).map((one) => make("li", {}, [documentName(one), one.date].filter(Boolean).join(" ")))),
    ];
  }

  const bundle = (edges) => [heading(t("together")), list(edges)];

  function show() {
    const { selected } = KG.state;
    const makers = { node, edge, cluster };
    const content = !selected ? overview() : selected.kind === "bundle" ? bundle(selected.edges) : makers[selected.kind](selected.id);
    box.replaceChildren(...content.filter(Boolean));
    box.scrollTop = 0;
  }
  return { show, number, documentName, documentOf, articleName };
})();
