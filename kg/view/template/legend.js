// Types and relations with their numbers; a click switches one off and on.
"use strict";
KG.legend = (() => {
  const svg = "http:" + "//www.w3.org/2000/svg";

  /** The shape a type has on the canvas, recorded as an SVG path. */
  function symbol(shape, colour, size = 7) {
    const path = new KG.PathText();
    KG.scene.shapes[shape](path, size);
    const element = document.createElementNS(svg, "svg");
    element.setAttribute("viewBox", "-10 -10 20 20");
    element.setAttribute("aria-hidden", "true");
    const drawn = document.createElementNS(svg, "path");
    drawn.setAttribute("d", path.text);
    drawn.setAttribute("fill", colour);
    element.append(drawn);
    return element;
  }
  function stroke(kind) {
    const element = symbol("dot", "none");
    const line = document.createElementNS(svg, "path");
    line.setAttribute("d", "M-10 0H10");
    line.setAttribute("stroke", KG.color.kind[kind]);
    line.setAttribute("stroke-width", "3");
    if (kind === "PENDING" || kind === "POSSIBLY_SAME") line.setAttribute("stroke-dasharray", "5 3");
    element.replaceChildren(line);
    return element;
  }

  function entry(key, name, count, picture, hidden) {
    const toggle = () => { if (!hidden.delete(key)) hidden.add(key); KG.changed(); };
    return KG.make("li", {}, KG.make("label", {},
      KG.make("input", { type: "checkbox", checked: !hidden.has(key), onchange: toggle, "data-key": key }), picture,
      KG.make("span", {}, name), KG.make("span", { class: "count" }, String(count))));
  }
  const count = (items, key) => items.reduce((sums, item) => sums.set(item[key], (sums.get(item[key]) || 0) + 1), new Map());

  function show() {
    const focused = document.activeElement && document.activeElement.dataset.key;
    const types = count(KG.nodes, "type");
    const shapeOf = Object.fromEntries(KG.nodes.map((node) => [node.type, node.shape]));
    KG.byId("legend-types").replaceChildren(...Object.keys(KG.typeWords).filter((type) => types.has(type))
      .map((type) => entry(type, KG.typeName(type), types.get(type), symbol(shapeOf[type], KG.color.type[type]), KG.state.hiddenTypes)));
    const kinds = count(KG.edges, "kind");
    KG.byId("legend-kinds").replaceChildren(...Object.keys(KG.kindWords).filter((kind) => kinds.has(kind))
      .map((kind) => entry(kind, KG.kindName(kind), kinds.get(kind), stroke(kind), KG.state.hiddenKinds)));
    const again = focused && document.querySelector(`#side [data-key="${focused}"]`);
    if (again) again.focus();
  }
  return { show, svg };
})();

/** Takes the calls of a canvas path and writes them as SVG path text. */
KG.PathText = class {
  text = "";
  arc(x, y, r) { this.text += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`; }
  rect(x, y, width, height) { this.text += `M${x} ${y}h${width}v${height}h${-width}z`; }
  lineTo(x, y) { this.text += `${this.text ? "L" : "M"}${x.toFixed(2)} ${y.toFixed(2)}`; }
  closePath() { this.text += "z"; }
};
