// The same facts as rows: sortable, to copy, to download for a spreadsheet.
"use strict";
KG.table = (() => {
  const { make, t } = KG;
  const FIRST = 300;
  let rows = [];
  let sort = { column: null, down: false };
  let wanted = FIRST;

  const article = (edge) => (edge.article === undefined ? undefined : KG.data.articles[edge.article]);
  const paper = (edge) => article(edge) && KG.panel.documentOf(article(edge));
  const columns = [
    ["subject", (edge) => KG.nodes[edge.from].name], ["relation", (edge) => KG.kindName(edge.kind)], ["object", (edge) => KG.nodes[edge.to].name],
    ["year", (edge) => edge.year], ["level", (edge) => edge.level && KG.levelName(edge.level)], ["product", (edge) => edge.product], ["evidence", (edge) => edge.quote], ["batch", (edge) => edge.batch],
    ["rank", (edge) => edge.rank], ["status", (edge) => edge.status], ["title", (edge) => edge.title], ["value", KG.panel.number],
    ["grantors", (edge) => (edge.grantors || []).join("；")], ["where", (edge) => (KG.nodes[edge.from].places || [])[0]],
    ["article", (edge) => article(edge) && article(edge).title], ["document", (edge) => paper(edge) && KG.panel.documentName(paper(edge))],
    ["published", (edge) => (article(edge) && article(edge).date) || (paper(edge) && paper(edge).date)], ["confidence", (edge) => edge.confidence],
  ];
  const cell = (value) => (value === undefined || value === null ? "" : String(value));
  const used = () => columns.filter(([, read]) => KG.edges.some((edge) => cell(read(edge))));
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : cell(a).localeCompare(cell(b), "zh"));

  function sorted() {
    const column = columns.find(([key]) => key === sort.column);
    if (!column) return rows;
    const [, read] = column;
    const known = (edge) => cell(read(edge)) !== "";
    // What is not stated stands last, whichever way the column is sorted.
    return [...rows].sort((a, b) => known(b) - known(a) || (sort.down ? -1 : 1) * compare(read(a), read(b)) || a.id - b.id);
  }

  function head(key) {
    const direction = sort.column === key ? (sort.down ? "descending" : "ascending") : "none";
    const act = () => { sort = { column: key, down: sort.column === key && !sort.down }; render(); document.querySelector(`th[data-column="${key}"] button`).focus(); };
    return make("th", { scope: "col", "aria-sort": direction, "data-column": key }, make("button", { type: "button", onclick: act }, t(key), { none: "", ascending: " ▲", descending: " ▼" }[direction]));
  }
  function row(edge, shown) {
    const open = () => KG.select({ kind: "edge", id: edge.id });
    const chosen = KG.state.selected && KG.state.selected.kind === "edge" && KG.state.selected.id === edge.id;
    return make("tr", { tabindex: "0", "data-edge": edge.id, class: chosen ? "chosen" : null, onclick: open, onkeydown: (event) => { if (event.key === "Enter") open(); } },
      ...shown.map(([key, read]) => make("td", { class: `c-${key}` }, make("span", {}, cell(read(edge))))));
  }
  function render() {
    const shown = used();
    const list = sorted();
    const more = list.length > wanted;
    KG.byId("rows").replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...shown.map(([key]) => head(key)))),
      make("tbody", {}, ...list.slice(0, wanted).map((edge) => row(edge, shown)))));
    if (more) KG.byId("rows").append(make("button", { type: "button", onclick: () => { wanted += 1000; render(); } }, `${t("more")} (${list.length - wanted})`));
    KG.byId("table-note").textContent = !list.length ? t("none") : more ? `${t("firstRows")} ${wanted} ${t("rowsOf")} ${list.length}` : "";
  }
  function show(edges) {
    rows = edges;
    wanted = FIRST;
    KG.byId("row-count").textContent = `(${rows.length})`;
    if (!KG.byId("table").hidden) render();
  }
  const matrix = () => {
    const shown = used();
    return [shown.map(([key]) => t(key)), ...sorted().map((edge) => shown.map(([, read]) => cell(read(edge))))];
  };
  /** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
  const safe = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const csv = () => "\ufeff" + matrix().map((line) => line.map((text) => `"${safe(text).replace(/"/g, '""')}"`).join(",")).join("\r\n") + "\r\n";
  const tabbed = () => matrix().map((line) => line.map((text) => safe(text).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
  const all = () => { wanted = Infinity; render(); };
  return { show, render, csv, tabbed, all };
})();
