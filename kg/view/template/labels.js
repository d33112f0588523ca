// Names on the canvas: the same size at every zoom, the important first, none over another.
"use strict";
KG.labels = (() => {
  const SIZE = 13;
  const LINE = 16;
  const FONT = '"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","WenQuanYi Micro Hei",SimHei,sans-serif';
  const widths = new Map();

  const isWide = (sign) => sign.codePointAt(0) > 0x2e7f;
  /** A name in at most two lines of about equal width; a long one loses its middle, where names differ least. */
  function lines(name) {
    const signs = [...name];
    const weigh = (list) => list.reduce((sum, sign) => sum + (isWide(sign) ? 2 : 1), 0);
    if (weigh(signs) <= 20) return [name];
    const kept = weigh(signs) <= 40 ? signs : [...signs.slice(0, 11), "…", ...signs.slice(-7)];
    let first = 0;
    for (let sum = 0; sum < weigh(kept) / 2; first++) sum += isWide(kept[first]) ? 2 : 1;
    return [kept.slice(0, first).join(""), kept.slice(first).join("")];
  }

  function measure(ctx, item) {
    const name = item.name + (item.count ? ` (${item.count})` : "");
    if (!widths.has(name)) {
      const text = lines(name);
      ctx.font = `${SIZE}px ${FONT}`;
      widths.set(name, { text, width: Math.max(...text.map((line) => ctx.measureText(line).width)) });
    }
    return widths.get(name);
  }

  /** Remembers taken rectangles in cells of 64 pixels. */
  class Taken {
    cells = new Map();
    * over(x, y, width, height) {
      for (let i = Math.floor(x / 64); i <= Math.floor((x + width) / 64); i++) {
        for (let j = Math.floor(y / 64); j <= Math.floor((y + height) / 64); j++) yield `${i},${j}`;
      }
    }
    add(...box) { for (const cell of this.over(...box)) (this.cells.get(cell) || this.cells.set(cell, []).get(cell)).push(box); }
    free(x, y, width, height) {
      for (const cell of this.over(x, y, width, height)) {
        for (const [a, b, w, h] of this.cells.get(cell) || []) {
          if (x < a + w && a < x + width && y < b + h && b < y + height) return false;
        }
      }
      return true;
    }
  }

  /** The rectangle that a mark keeps free of names. */
  function mark(item, at, scale) {
    const [x, y] = at(item);
    const r = Math.max(2, KG.scene.radius(item) * scale * 0.7);
    return [x - r, y - r, 2 * r, 2 * r];
  }

  /** Which names fit: [{item, text, x, y}] with x the middle and y the top, in screen pixels from ``origin``. */
  function place(ctx, items, scale, origin, area, lit, most = 400) {
    const taken = new Taken();
    const at = (item) => [(item.x - origin.x) * scale, (item.y - origin.y) * scale];
    const inside = items.filter((item) => {
      const [x, y] = at(item);
      return x > -60 && y > -40 && x < area.width + 60 && y < area.height + 40;
    });
    const isHub = (item) => item.count || item.type === "Place" || item.type === "Program";
    const weight = (item) => (lit && lit.has(item.id) ? 1e6 : 0) + (isHub(item) ? 1e3 : 0) + (item.count || 0) * 10 + item.size;
    inside.sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
    const placed = [];
    const marks = new Taken();
    for (const item of inside.slice(0, 1500)) marks.add(...mark(item, at, scale));
    const tryToPlace = (item, over = false) => {
      if (placed.length > most || (lit && !lit.has(item.id))) return true;
      const { text, width } = measure(ctx, item);
      const [x, y] = at(item);
      const away = KG.scene.radius(item) * scale * 1.05 + 2;
      const high = text.length * LINE;
      const beside = away + width / 2 + 2;
      for (const [middle, top] of [[x, y + away], [x, y - away - high], [x + beside, y - high / 2], [x - beside, y - high / 2]]) {
        const box = [middle - width / 2 - 1, top, width + 2, high];
        const cut = box[0] < 0 || box[0] + box[2] > area.width || top < 0 || top + high > area.height;
        if (cut || !taken.free(...box) || !(over || marks.free(...box))) continue;
        taken.add(...box);
        placed.push({ item, text, x: middle, y: top });
        return true;
      }
      return false;
    };
    const chosen = lit && inside.find((item) => lit.values().next().value === item.id);
    if (chosen) tryToPlace(chosen) || tryToPlace(chosen, true);
    // Names of places and programmes cover a firm's mark only where nothing else is free; names of firms cover nothing.
    inside.filter((item) => isHub(item) && item !== chosen).forEach((item) => tryToPlace(item) || tryToPlace(item, true));
    for (const item of inside.slice(0, 1500)) taken.add(...mark(item, at, scale));
    inside.filter((item) => !isHub(item) && item !== chosen).forEach((item) => tryToPlace(item));
    return { placed, taken };
  }

  function write(ctx, text, x, y, colour) {
    ctx.lineWidth = 3.5;
    ctx.lineJoin = "round";
    ctx.strokeStyle = KG.color.halo;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }

  /** "2019、2020 · 省" for the honours between two nodes. */
  function honour(list) {
    const all = (key) => [...new Set(list.map((edge) => edge[key]).filter((value) => value !== undefined))].sort();
    const years = all("year");
    const levels = all("level").map(KG.levelName);
    return [years.length > 3 ? `${years[0]}–${years.at(-1)}` : years.join("、"), levels.join("、")].filter(Boolean).join(" · ");
  }

  function writeHonours(ctx, pairs, drawn, scale, origin, taken, lit) {
    if (scale < 0.55) return;
    ctx.font = `11px ${FONT}`;
    let written = 0;
    for (const list of pairs.values()) {
      if (!KG.isHonour(list[0]) || written > 200) continue;
      const [from, to] = [drawn.get(list[0].from), drawn.get(list[0].to)];
      if (!from || !to || (lit && !(lit.has(from.id) && lit.has(to.id)))) continue;
      const text = honour(list);
      const x = ((from.x + to.x) / 2 - origin.x) * scale;
      const y = ((from.y + to.y) / 2 - origin.y) * scale;
      const width = text.length * 8;
      if (!text || !taken.free(x - width / 2, y - 7, width, 14)) continue;
      taken.add(x - width / 2, y - 7, width, 14);
      ctx.textBaseline = "middle";
      write(ctx, text, x, y, KG.color.muted);
      written += 1;
    }
  }

  function draw(ctx, network, drawn, pairs, lit) {
    const scale = network.getScale();
    const area = { width: network.canvas.frame.canvas.clientWidth, height: network.canvas.frame.canvas.clientHeight };
    const origin = network.DOMtoCanvas({ x: 0, y: 0 });
    ctx.save();
    ctx.translate(origin.x, origin.y);
    ctx.scale(1 / scale, 1 / scale);
    ctx.textAlign = "center";
    const { placed, taken } = place(ctx, [...drawn.values()], scale, origin, area, lit);
    writeHonours(ctx, pairs, drawn, scale, origin, taken, lit);
    ctx.font = `${SIZE}px ${FONT}`;
    ctx.textBaseline = "top";
    for (const { text, x, y } of placed) text.forEach((line, i) => write(ctx, line, x, y + i * LINE, KG.color.text));
    ctx.restore();
  }

  /** A soft ground under each open cluster. */
  function grounds(ctx, drawn, standIn) {
    ctx.fillStyle = KG.color.cluster;
    for (const cluster of groundsOf(drawn, standIn)) {
      ctx.beginPath();
      ctx.ellipse(cluster.x, cluster.y, cluster.width, cluster.height, 0, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  const groundsOf = (drawn, standIn) => KG.data.clusters.filter((cluster) => {
    const members = cluster.members.filter((id) => drawn.has(id) && standIn(id) === id);
    return members.length > 2;
  });

  return { draw, grounds, groundsOf, place, lines, honour, SIZE, LINE, FONT };
})();
