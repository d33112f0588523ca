// The picture: vis-network draws what is visible; positions come with the data and nothing moves by itself.
"use strict";
KG.scene = (() => {
  const canvas = KG.byId("canvas");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let lit = null; // ids of the selected node and its neighbours, or null
  let shown = { nodes: new Set(), edges: [] };
  let arrows = true; // where many edges meet, their heads hide the node they point at
  let ink = [1.5, 0.75]; // width and opacity of edges: the more there are, the paler
  let drawn = new Map(); // id on the canvas → node, or cluster

  /** Radius on the canvas: zoomed out, things shrink less than the space between them, as long as they keep apart. */
  const radius = (item) => {
    const scale = Math.min(1, network ? network.getScale() : 1);
    return item.count ? Math.min(item.reach, Math.max(item.size, (7 + 0.9 * Math.sqrt(item.count)) / scale)) : Math.max(item.size, Math.min(item.size / scale ** 0.65, 34));
  };

  const isCluster = (id) => typeof id === "string" && id.startsWith("c");
  const isBundle = (id) => typeof id === "string" && id.startsWith("b");

  /** What stands for a node on the canvas: itself, or its closed cluster. */
  const standIn = (id) => {
    const cluster = KG.collapsible ? KG.clusterOf.get(id) : undefined;
    return cluster === undefined || KG.state.open.has(cluster) ? id : `c${cluster}`;
  };

  const shapes = {
    dot(ctx, r) { ctx.arc(0, 0, r, 0, 2 * Math.PI); },
    square(ctx, r) { ctx.rect(-r * 0.85, -r * 0.85, r * 1.7, r * 1.7); },
    box(ctx, r) { ctx.rect(-r * 0.8, -r, r * 1.6, r * 2); },
    diamond(ctx, r) { polygon(ctx, r * 1.15, 4, 0); },
    triangle(ctx, r) { polygon(ctx, r * 1.2, 3, 0); },
    triangleDown(ctx, r) { polygon(ctx, r * 1.2, 3, Math.PI); },
    hexagon(ctx, r) { polygon(ctx, r * 1.05, 6, 0); },
    star(ctx, r) {
      for (let i = 0; i < 10; i++) {
        const reach = i % 2 ? r * 0.55 : r * 1.25;
        ctx.lineTo(reach * Math.sin((i * Math.PI) / 5), -reach * Math.cos((i * Math.PI) / 5));
      }
      ctx.closePath();
    },
  };
  function polygon(ctx, r, corners, turn) {
    for (let i = 0; i < corners; i++) {
      const angle = turn + (i * 2 * Math.PI) / corners;
      ctx.lineTo(r * Math.sin(angle), -r * Math.cos(angle));
    }
    ctx.closePath();
  }

  function drawShape(ctx, item, selected) {
    ctx.save();
    ctx.translate(item.x, item.y);
    ctx.globalAlpha = lit && !lit.has(item.id) ? 0.25 : 1;
    ctx.beginPath();
    shapes[item.shape](ctx, radius(item));
    ctx.fillStyle = KG.color.type[item.type];
    ctx.fill();
    ctx.lineWidth = selected ? 4 : 1.5;
    ctx.strokeStyle = selected ? KG.color.strong : KG.color.back;
    ctx.stroke();
    ctx.restore();
  }

  const renderer = ({ ctx, id, state }) => {
    const item = drawn.get(id);
    return {
      drawNode() { if (item) drawShape(ctx, item, state.selected); },
      nodeDimensions: { width: 2 * (item ? radius(item) : 8), height: 2 * (item ? radius(item) : 8) },
    };
  };

  let network = null;
  network = new vis.Network(canvas, { nodes, edges }, {
    autoResize: true,
    physics: { enabled: KG.data.physics },
    layout: { improvedLayout: false, randomSeed: 1 },
    nodes: { shape: "custom", ctxRenderer: renderer },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.45 } }, smooth: false, selectionWidth: 1, hoverWidth: 0, width: 1.3, chosen: true },
    interaction: { hover: false, keyboard: { enabled: true, bindToWindow: false }, hideEdgesOnDrag: false, multiselect: false, selectConnectedEdges: true, zoomSpeed: 0.6, tooltipDelay: 1e9 },
  });

  const visEdge = (id, from, to, kind, options = {}) => ({
    id, from, to, color: { color: KG.color.kind[kind], highlight: KG.color.strong, opacity: ink[1] }, width: ink[0],
    dashes: kind === "PENDING" || kind === "POSSIBLY_SAME" ? [6, 4] : false, arrows: { to: { enabled: arrows } }, ...options,
  });

  /** Edges between closed clusters are drawn as one; several between two nodes are bent apart. */
  function edgesToDraw(visible) {
    const made = [];
    const pairs = new Map();
    arrows = visible.edges.length <= 150;
    ink = visible.edges.length > 1500 ? [2.5, 0.25] : visible.edges.length > 300 ? [2, 0.35] : visible.edges.length > 80 ? [1.6, 0.5] : [1.5, 0.75];
    for (const edge of visible.edges) {
      const [from, to] = [standIn(edge.from), standIn(edge.to)];
      if (from === to && from !== edge.from) continue;
      const key = `${from}>${to}`;
      if (!pairs.has(key)) pairs.set(key, []);
      pairs.get(key).push(edge);
    }
    for (const [key, list] of pairs) {
      const [from, to] = [standIn(list[0].from), standIn(list[0].to)];
      if (from !== list[0].from || to !== list[0].to) {
        made.push(visEdge(`b${key}`, from, to, list[0].kind, { width: Math.min(14, 2 + 2 * Math.log2(list.length)), arrows: { to: { enabled: false } } }));
      } else {
        list.forEach((edge, i) => made.push(visEdge(edge.id, from, to, edge.kind, bend(i, list.length))));
      }
    }
    return [made, pairs];
  }
  const bend = (i, count) => (count === 1 ? {} : { smooth: { enabled: true, type: i % 2 ? "curvedCW" : "curvedCCW", roundness: 0.06 + 0.1 * Math.floor(i / 2) } });

  function itemsToDraw(visible) {
    const items = new Map();
    for (const id of visible.nodes) {
      const stand = standIn(id);
      if (!isCluster(stand)) items.set(id, KG.nodes[id]);
      else if (items.has(stand)) items.get(stand).count += 1;
      else items.set(stand, clusterItem(stand));
    }
    for (const item of items.values()) if (item.count) item.size = Math.min(item.reach, 12 + 9 * Math.sqrt(item.count));
    return items;
  }
  function clusterItem(id) {
    const cluster = KG.data.clusters[Number(id.slice(1))];
    return { id, x: cluster.x, y: cluster.y, reach: Math.max(20, cluster.height * 0.9), count: 1, shape: "dot", size: 20, cluster,
      type: cluster.anchor === null ? cluster.type : KG.nodes[cluster.anchor].type, get name() { return KG.clusterName(cluster); } };
  }

  let pairs = new Map();
  function draw(visible) {
    shown = visible;
    drawn = itemsToDraw(visible);
    let list;
    [list, pairs] = edgesToDraw(visible);
    const items = [...drawn.values()].map((item) => ({ id: item.id, x: item.x, y: item.y, size: item.size }));
    replace(nodes, items);
    replace(edges, list);
    light(KG.state.selected);
  }
  /** Put what is to be drawn in the place of what was drawn, touching only what differs. */
  function replace(set, items) {
    const wanted = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !wanted.has(id)));
    set.update(items);
  }

  function light(selected) {
    const before = lit;
    lit = null;
    const id = selected && selected.kind === "node" ? standIn(selected.id) : selected && selected.kind === "cluster" ? `c${selected.id}` : null;
    if (id !== null && drawn.has(id)) {
      lit = new Set([id, ...network.getConnectedNodes(id)]);
      network.selectNodes([id]);
    } else if (selected && selected.kind === "edge" && edges.get(selected.id)) {
      const edge = KG.edges[selected.id];
      lit = new Set([edge.from, edge.to]);
      network.setSelection({ nodes: [], edges: [selected.id] }, { highlightEdges: false });
    } else network.unselectAll();
    if (before || lit) fade();
    network.redraw();
  }

  /** Lines that do not belong to the selection step back. */
  function fade() {
    if (edges.length > 3000) return;
    edges.update(edges.get().map((edge) => ({ id: edge.id, color: { ...edge.color, opacity: lit && !(lit.has(edge.from) && lit.has(edge.to)) ? 0.08 : ink[1] } })));
  }

  /** Let nodes push and pull each other; or put them back where the layout had them, from where nothing moves by itself. */
  let moving = false;
  function physics(on) {
    moving = on;
    network.setOptions({ physics: on ? { enabled: true, solver: "forceAtlas2Based", stabilization: false, minVelocity: 1 } : { enabled: false } });
    if (on) return;
    KG.nodes.forEach((node, i) => { node.x = KG.data.nodes[i].x; node.y = KG.data.nodes[i].y; });
    draw(shown);
    fit();
  }
  function follow() {
    for (const [id, { x, y }] of Object.entries(network.getPositions())) Object.assign(drawn.get(isCluster(id) ? id : Number(id)) || {}, { x: Math.round(x), y: Math.round(y) });
  }

  network.on("beforeDrawing", (ctx) => { if (moving) follow(); else KG.labels.grounds(ctx, drawn, standIn); });
  network.on("afterDrawing", (ctx) => KG.labels.draw(ctx, network, drawn, pairs, lit));

  network.on("click", ({ nodes: hit, edges: lines }) => {
    if (hit.length) KG.select(isCluster(hit[0]) ? { kind: "cluster", id: Number(hit[0].slice(1)) } : { kind: "node", id: hit[0] });
    else if (lines.length) KG.select(isBundle(lines[0]) ? { kind: "bundle", edges: pairs.get(lines[0].slice(1)) } : { kind: "edge", id: lines[0] });
    else KG.select(null);
  });
  network.on("doubleClick", ({ nodes: hit }) => {
    if (hit.length && isCluster(hit[0])) KG.openCluster(Number(hit[0].slice(1)), true);
  });
  network.on("dragEnd", ({ nodes: moved }) => moved.forEach((id) => Object.assign(drawn.get(id), network.getPosition(id))));

  /** Everything in view, with the grounds of clusters. */
  function fit() {
    network.setSize("100%", "100%"); // the bars below may have changed the room since it was last measured
    frame([...drawn.values()].map(boxOf).concat(KG.labels.groundsOf(drawn, standIn)), 1.6);
  }
  const boxOf = ({ x, y, size }) => ({ x, y, width: size, height: size });
  /** Boxes in view, with room at the edges for names. */
  function frame(boxes, closest) {
    if (!boxes.length) return;
    const [left, right] = [Math.min(...boxes.map((box) => box.x - box.width)), Math.max(...boxes.map((box) => box.x + box.width))];
    const [top, bottom] = [Math.min(...boxes.map((box) => box.y - box.height)), Math.max(...boxes.map((box) => box.y + box.height))];
    const scale = Math.min((canvas.clientWidth - 110) / (right - left), (canvas.clientHeight - 50) / (bottom - top), closest);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(0.02, scale) });
  }
  const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.03, network.getScale() * factor)) });
  /** A node and its neighbours in view. */
  function show(id) {
    const item = drawn.get(standIn(id));
    if (item) frame([item, ...network.getConnectedNodes(standIn(id)).map((one) => drawn.get(one))].map(boxOf), 1.2);
  }
  return {
    network, draw, light, radius, fit, zoom, show, shapes, physics,
    get moving() { return moving; },
    redraw: () => network.redraw(),
    recolour: () => { draw(shown); },
    get drawn() { return drawn; }, get edges() { return edges; }, get pairs() { return pairs; },
  };
})();
