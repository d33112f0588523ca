// Saving: CSV, PNG of what is seen, SVG of all that is visible; copying.
"use strict";
KG.save = (blob, ending) => {
  const link = KG.make("a", { href: URL.createObjectURL(blob), download: `${KG.data.meta.title.zh.replace(/[\\/:*?"<>|\s]+/g, "_")}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  KG.say(KG.t("saved"));
};

/** Works in pages opened from a folder too, where the newer interface may be refused. */
KG.copy = (text) => {
  const area = KG.make("textarea", { class: "away", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  KG.say(KG.t("copied"));
};

KG.caption = () => [KG.data.meta.title[KG.language ? "en" : "zh"], KG.footerText()];

KG.png = () => {
  const picture = KG.scene.network.canvas.frame.canvas;
  const ratio = picture.width / picture.clientWidth;
  const out = KG.make("canvas", { width: picture.width, height: Math.round(picture.height + 64 * ratio) });
  const ctx = out.getContext("2d");
  ctx.fillStyle = KG.color.back;
  ctx.fillRect(0, 0, out.width, out.height);
  ctx.drawImage(picture, 0, 36 * ratio);
  ctx.scale(ratio, ratio);
  ctx.fillStyle = KG.color.text;
  ctx.font = `bold 18px ${KG.labels.FONT}`;
  ctx.fillText(KG.caption()[0], 12, 25);
  ctx.font = `12px ${KG.labels.FONT}`;
  ctx.fillText(KG.caption()[1], 12, out.height / ratio - 9);
  out.toBlob((blob) => KG.save(blob, "png"), "image/png");
};

KG.svg = () => {
  const make = (tag, attributes, text) => {
    const element = document.createElementNS(KG.legend.svg, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const items = [...KG.scene.drawn.values()];
  const pad = 120;
  const left = Math.min(...items.map((item) => item.x)) - pad;
  const top = Math.min(...items.map((item) => item.y)) - pad;
  const width = Math.max(...items.map((item) => item.x)) + pad - left;
  const height = Math.max(...items.map((item) => item.y)) + pad - top;
  const root = make("svg", { viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": KG.labels.FONT, "text-anchor": "middle" });
  root.append(make("title", {}, KG.caption()[0]), make("rect", { x: left, y: top, width, height, fill: KG.color.back }));
  for (const edge of KG.scene.edges.get()) {
    const [from, to] = [KG.scene.drawn.get(edge.from), KG.scene.drawn.get(edge.to)];
    root.append(make("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: edge.color.color, "stroke-width": edge.width || 1.3, opacity: 0.6, ...(edge.dashes ? { "stroke-dasharray": "6 4" } : {}) }));
  }
  for (const item of items) {
    const path = new KG.PathText();
    KG.scene.shapes[item.shape](path, item.size);
    root.append(make("path", { d: path.text, transform: `translate(${item.x} ${item.y})`, fill: KG.color.type[item.type], stroke: KG.color.back }));
  }
  const ctx = KG.make("canvas").getContext("2d");
  const { placed } = KG.labels.place(ctx, items, 1, { x: left, y: top }, { width, height }, null, Infinity);
  for (const { text, x, y } of placed) text.forEach((line, i) => root.append(make("text", { x: left + x, y: top + y + 12 + i * KG.labels.LINE, "font-size": KG.labels.SIZE, fill: KG.color.text }, line)));
  root.append(make("text", { x: left + 12, y: top + 28, "font-size": 22, "text-anchor": "start", fill: KG.color.text }, KG.caption()[0]),
    make("text", { x: left + 12, y: top + height - 12, "font-size": 13, "text-anchor": "start", fill: KG.color.text }, KG.caption()[1]));
  KG.save(new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(root)], { type: "image/svg+xml" }), "svg");
};
