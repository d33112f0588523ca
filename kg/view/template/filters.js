// Programme, level, year and place; and the bars by year, which set the year.
"use strict";
KG.filters = (() => {
  const { make, t } = KG;
  const honours = KG.edges.filter(KG.isHonour);
  const order = (values) => [...new Set(values)].filter((value) => value !== undefined);
  const levels = Object.keys(KG.levelWords);
  const values = {
    program: order(honours.map((edge) => KG.nodes[edge.to].name)).sort((a, b) => a.localeCompare(b, "zh")),
    level: order(honours.map((edge) => edge.level)).sort((a, b) => levels.indexOf(a) - levels.indexOf(b)),
    year: order(honours.map((edge) => edge.year)).sort((a, b) => b - a).map(String),
    place: order(KG.nodes.flatMap((node) => node.places || [])).sort((a, b) => a.localeCompare(b, "zh")),
  };
  if (honours.some((edge) => edge.year === undefined)) values.year.push("none");
  const text = { program: String, place: String, level: (value) => KG.levelName(value), year: (value) => (value === "none" ? t("noYear") : value) };

  for (const key of Object.keys(values)) KG.byId(`filter-${key}`).addEventListener("change", (event) => KG.setFilter(key, event.target.value));
  KG.byId("reset").addEventListener("click", () => { KG.reset(); KG.scene.fit(); });

  function show() {
    for (const [key, list] of Object.entries(values)) {
      const select = KG.byId(`filter-${key}`);
      select.replaceChildren(make("option", { value: "" }, t("all")), ...list.map((value) => make("option", { value }, text[key](value))));
      select.value = KG.state.filters[key];
      select.disabled = !list.length;
    }
    timeline();
  }

  /** Honours a year that the other filters let pass. */
  function timeline() {
    const { year } = KG.state.filters;
    KG.state.filters.year = "";
    const counts = new Map();
    for (const edge of KG.visible().edges) if (KG.isHonour(edge)) counts.set(edge.year === undefined ? "none" : String(edge.year), (counts.get(edge.year === undefined ? "none" : String(edge.year)) || 0) + 1);
    KG.state.filters.year = year;
    const most = Math.max(1, ...counts.values());
    const bars = [...values.year].filter((value) => value !== "none").reverse().concat(values.year.includes("none") ? ["none"] : []);
    KG.byId("timeline").hidden = !bars.length;
    KG.byId("timeline").replaceChildren(...bars.map((value) => bar(value, counts.get(value) || 0, most, year)));
  }
  function bar(value, count, most, chosen) {
    const fill = make("span", { class: "fill", "aria-hidden": "true" });
    fill.style.height = `${Math.round((34 * count) / most)}px`;
    return make("button", { type: "button", class: "bar", "data-year": value, "aria-pressed": String(value === chosen), onclick: () => KG.setFilter("year", value === chosen ? "" : value) },
      make("span", { class: "number" }, String(count)), fill, make("span", {}, text.year(value)));
  }
  return { show };
})();
