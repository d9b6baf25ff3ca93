// The drawing: vis-network with the positions of layout.js, at its natural size, so that words are
// as large as elsewhere on the page; what is wider than its place can be scrolled.
//
// A drawing is given nodes {id, title, notes, look, column, rank, said} and edges {id, from, to,
// style, width?, said}, and the id of the node in `focus`; `look` is one of `LOOKS`, `style` one of
// `LINES`, and `said` is what to say of an edge or node under the pointer.

// The vis networks that are on the page, by the id of their drawing: for tests and for the console.
const drawn = new Map();
// The same as they are planned, for printing.
const plans = new Map();

function drawing(id, label, model) {
  const caption = el("figcaption", { class: "caption" }, model.idle);
  const scroller = el("div", {
    class: "scroller",
    tabindex: "0",
    role: "region",
    "aria-label": label,
  });
  const holder = { plan: undefined };
  const figure = el(
    "figure",
    { class: "drawing", id },
    scroller,
    caption,
    legend(model),
    saveButtons(holder, model),
  );
  const start = () => {
    const { network, plan } = draw(scroller, caption, model);
    drawn.set(id, network);
    holder.plan = plan;
    plans.set(id, { plan, figure });
  };
  return { figure, start };
}

// What stands on the page gets its drawing; returns the vis network and the plan.
function draw(scroller, caption, model) {
  let room = scroller.clientWidth;
  let plan = planOf(scroller, model, room);
  let canvas = spread(scroller, plan);
  if (scroller.clientWidth < room) {
    // The drawing is so high that a scrollbar has come up and takes some of the room.
    room = scroller.clientWidth;
    plan = planOf(scroller, model, room);
    canvas = spread(scroller, plan);
  }
  const network = visNetwork(canvas, plan);
  listen(network, plan, { canvas, caption });
  const focused = plan.nodes.find((node) => node.id === plan.focus);
  if (focused) {
    scroller.scrollLeft = focused.x - scroller.clientWidth / 2;
    scroller.scrollTop = focused.y - scroller.clientHeight / 2;
  }
  return { network, plan };
}

function planOf(scroller, model, room) {
  const face = getComputedStyle(scroller).fontFamily;
  const wide = boxWidth(model.nodes, model.focus, room);
  for (const node of model.nodes) node.lines = linesOf(node, wide, face);
  const rows = model.nodes.map(({ lines }) => lines.title.length + lines.notes.length);
  const box = Math.max(2, ...rows) * LINE_HEIGHT + 2 * PADDING.top;
  const sizes = { focus: model.focus, height: box, wide, room };
  return { ...model, ...layout(model.nodes, model.edges, sizes), box, wide, face };
}

// The heads of the columns, and the place for the canvas below them.
function spread(scroller, plan) {
  const canvas = el("div", { class: "canvas", "aria-hidden": "true" });
  const heads = el(
    "div",
    { class: "column-heads" },
    plan.columns.map((column) => columnHead(column, plan.between)),
  );
  for (const part of [canvas, heads]) part.style.width = `${plan.width}px`;
  canvas.style.height = `${plan.height}px`;
  const sheet = el("div", { class: "sheet" }, el("div", { class: "axis" }, heads), canvas);
  sheet.style.minWidth = `${plan.width}px`;
  scroller.replaceChildren(sheet);
  return canvas;
}

function columnHead(column, between) {
  const head = el(
    "div",
    { class: column.key ? "column-head" : "column-head timeless" },
    el("strong", {}, column.title),
    column.note ? el("span", {}, column.note) : "",
  );
  // A head may be a little wider than its column, and the axis runs on to the next.
  const wider = Math.min(between / 2, GAP.margin);
  head.style.left = `${column.x - wider}px`;
  head.style.width = `${column.width + 2 * wider}px`;
  head.style.setProperty("--beyond", `${between / 2 - wider}px`);
  return head;
}

function visNetwork(canvas, plan) {
  const colours = coloursOf(canvas);
  const points = [...plan.bends.values()].flat();
  const data = {
    nodes: [...plan.nodes.map((node) => visNode(node, plan, colours)), ...points.map(visPoint)],
    edges: plan.edges.flatMap((edge) => visEdges(edge, plan, colours)),
  };
  const network = new vis.Network(canvas, data, {
    autoResize: false,
    width: `${plan.width}px`,
    height: `${plan.height}px`,
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      dragNodes: false,
      dragView: false,
      zoomView: false,
      hover: true,
      hoverConnectedEdges: false,
      selectConnectedEdges: false,
    },
  });
  // The drawing is for the eye, its scroller and the lists are for the keyboard.
  for (const part of canvas.querySelectorAll("[tabindex]")) part.removeAttribute("tabindex");
  const middle = { x: plan.width / 2, y: plan.height / 2 };
  network.moveTo({ position: middle, scale: 1, animation: false });
  return network;
}

function visNode(node, { box, wide, face, focus }, colours) {
  const look = LOOKS[node.look];
  const paint = node.id === focus ? "focus" : node.look;
  const background = colours[`${paint}-fill`];
  const ink = colours[`${paint}-ink`];
  const pointed = { background, border: colours["pointed-line"] };
  const title = node.lines.title.map((line) => `<b>${markupOf(line)}</b>`);
  return {
    id: node.id,
    x: node.x,
    y: node.y,
    label: [...title, ...node.lines.notes.map(markupOf)].join("\n"),
    shape: "box",
    fixed: true,
    margin: { top: 0, right: 0, bottom: 0, left: 0 },
    borderWidth: look.border,
    borderWidthSelected: look.border + 1,
    color: {
      background,
      border: colours[`${paint}-line`],
      highlight: pointed,
      hover: pointed,
    },
    shapeProperties: { borderRadius: look.radius, borderDashes: look.dashes },
    widthConstraint: { minimum: wide },
    heightConstraint: { minimum: box, valign: "middle" },
    font: {
      multi: "html",
      face,
      size: FONT.note,
      color: ink,
      bold: { face, size: FONT.title, color: ink, mod: "bold" },
    },
  };
}

// A bend in a line.
function visPoint({ id, x, y }) {
  return {
    id,
    x,
    y,
    shape: "dot",
    size: 0,
    borderWidth: 0,
    opacity: 0,
    fixed: true,
    chosen: false,
  };
}

// A line is as many edges as it has straight pieces; only the last has the arrow.
function visEdges(edge, plan, colours) {
  const { dashes, width, arrow } = LINES[edge.style];
  const pointed = colours["pointed-line"];
  const stops = [edge.from, ...plan.bends.get(edge.id).map((point) => point.id), edge.to];
  return stops.slice(1).map((stop, at) => ({
    id: JSON.stringify([edge.id, at]),
    from: stops[at],
    to: stop,
    dashes,
    width: edge.width || width,
    hoverWidth: 1,
    selectionWidth: 1,
    color: {
      color: colours[`${edge.style}-line`],
      hover: pointed,
      highlight: pointed,
      inherit: false,
    },
    arrows: {
      to: { enabled: Boolean(arrow) && at === stops.length - 2, type: arrow, scaleFactor: 0.55 },
    },
    smooth: stops.length > 2 ? { enabled: false } : sagging(edge, plan),
  }));
}

// Within a column: straight, unless something is in the way, the link that answers it or boxes in
// between.
function sagging(edge, { edges, nodes: placed, box, wide }) {
  const from = placed.find((node) => node.id === edge.from);
  const to = placed.find((node) => node.id === edge.to);
  const beside = edges.filter(
    (other) =>
      (other.from === edge.to && other.to === edge.from) ||
      (other.from === edge.from && other.to === edge.to),
  );
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  let sag = beside.length > 1 ? 14 : 0;
  if (from.x === to.x && distance > 1.5 * (box + GAP.linkedRow))
    sag = wide / 2 + GAP.margin - 4;
  // Of lines in the same direction each next one bends further.
  const same = beside.filter((other) => other.from === edge.from);
  sag += 16 * same.indexOf(edge);
  if (!sag || !distance) return { enabled: false };
  return { enabled: true, type: "curvedCW", roundness: (2 * sag) / distance };
}

function listen(network, plan, { canvas, caption }) {
  const say = (text) => caption.replaceChildren(text);
  const edgeOf = (id) => {
    const [own] = JSON.parse(id);
    return plan.edges.find((edge) => edge.id === own);
  };
  const pieces = (edge) =>
    Array.from({ length: plan.bends.get(edge.id).length + 1 }, (_, at) =>
      JSON.stringify([edge.id, at]),
    );
  const show = (edge) => {
    network.selectEdges(pieces(edge));
    say(edge.said);
  };
  const rest = () => {
    canvas.style.cursor = "";
    network.unselectAll();
    say(plan.idle);
  };
  network.on("click", ({ nodes: [id], edges: [piece] }) => {
    if (plan.nodes.some((node) => node.id === id)) plan.open(id);
    else if (piece !== undefined) show(edgeOf(piece));
  });
  network.on("hoverNode", ({ node: id }) => {
    const node = plan.nodes.find((one) => one.id === id);
    if (!node) return;
    canvas.style.cursor = "pointer";
    say(node.said);
  });
  network.on("hoverEdge", ({ edge }) => show(edgeOf(edge)));
  network.on("blurNode", rest);
  network.on("blurEdge", rest);
}

function legend({ nodes: placed, edges, focus }) {
  const looks = new Set(placed.filter(({ id }) => id !== focus).map((node) => node.look));
  const kinds = [
    [focus !== undefined, "box box-focus", "in focus"],
    [looks.has("read"), "box box-read", "read"],
    [looks.has("unread"), "box box-unread", "cited, not read"],
    [looks.has("missing"), "box box-missing", "no such unit"],
    [looks.has("ambiguous"), "box box-ambiguous", "ambiguous"],
    [looks.has("meeting"), "box box-meeting", "meeting"],
    ...Object.keys(LINES).map((style) => [
      edges.some((edge) => edge.style === style),
      `line line-${style}`,
      LINE_NAMES[style],
    ]),
  ];
  return el(
    "ul",
    { class: "legend", "aria-label": "Key to the drawing" },
    kinds
      .filter(([there]) => there)
      .map(([, look, words]) =>
        el("li", {}, el("span", { class: look, "aria-hidden": "true" }), words),
      ),
  );
}
