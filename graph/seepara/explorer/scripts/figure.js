// A drawing as SVG: what is saved and what is printed, with its columns, its key, and what must be
// said of it. Elements are made one by one; text becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";
const FIGURE = { head: 46, foot: 22, title: 30, margin: 18 };

function svgEl(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false && value !== "") {
      element.setAttribute(attribute, String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== ""));
  return element;
}

// What XML cannot hold is left out.
const xmlText = (text) =>
  text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, "");

// The figure of a plan, in the colours of paper.
function figureOf(plan) {
  const paper = el("div", { class: "paper-colours", hidden: true });
  document.body.append(paper);
  const colours = coloursOf(paper);
  paper.remove();
  const notes = [...keyWords(plan), ...(plan.abridged ? [ABRIDGED] : [])];
  const top = FIGURE.title + FIGURE.head;
  const height =
    top + plan.height + FIGURE.foot * (notes.length ? 1 + Math.ceil(notes.length / 2) : 1);
  const width = Math.max(plan.width, 420);
  return svgEl(
    "svg",
    {
      xmlns: SVG,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "font-family": plan.face,
      "font-size": FONT.note,
    },
    svgEl("title", {}, xmlText(plan.title || "")),
    svgEl("rect", { width, height, fill: "#ffffff" }),
    svgEl(
      "text",
      { x: FIGURE.margin, y: 20, "font-size": 15, "font-weight": "bold", fill: "#1a2530" },
      xmlText(plan.title || ""),
    ),
    plan.columns.map((column) => figureHead(column, plan)),
    svgEl(
      "g",
      { transform: `translate(0 ${top})` },
      plan.edges.map((edge) => figureLine(edge, plan, colours)),
      plan.nodes.map((node) => figureBox(node, plan, colours)),
    ),
    notes.map((words, at) => figureNote(words, at, top + plan.height + 8, width, colours)),
  );
}

function keyWords(plan) {
  return Object.keys(LINES).filter((style) => plan.edges.some((edge) => edge.style === style));
}

function figureNote(words, at, top, width, colours) {
  const x = FIGURE.margin + (at % 2) * (width / 2);
  const y = top + FIGURE.foot * Math.floor(at / 2) + 10;
  const line = LINES[words];
  if (!line) return svgEl("text", { x, y: y + 4, fill: "#1a2530", "font-style": "italic" }, words);
  return [
    svgEl("path", {
      d: `M${x} ${y}h34`,
      stroke: colours[`${words}-line`],
      "stroke-width": line.width,
      "stroke-dasharray": line.dashes ? line.dashes.join(" ") : "",
    }),
    svgEl("text", { x: x + 42, y: y + 4, fill: "#1a2530" }, LINE_NAMES[words]),
  ];
}

function figureHead(column, plan) {
  const x = column.x + column.width / 2;
  const y = FIGURE.title + 14;
  const fits = (text) => {
    measuring.font = `bold ${FONT.note}px ${plan.face}`;
    return measuring.measureText(text).width <= column.width + plan.between;
  };
  const words = { x, "text-anchor": "middle", fill: "#1a2530" };
  return [
    svgEl("text", { ...words, y, "font-weight": "bold" }, xmlText(cut(column.title, fits))),
    svgEl("text", { ...words, y: y + 15 }, xmlText(cut(column.note, fits))),
  ];
}

function figureBox(node, { box, wide, focus }, colours) {
  const look = LOOKS[node.look];
  const paint = node.id === focus ? "focus" : node.look;
  const lines = [
    ...node.lines.title.map((text) => ({ text, size: FONT.title, weight: "bold" })),
    ...node.lines.notes.map((text) => ({ text, size: FONT.note })),
  ];
  const first = node.y - ((lines.length - 1) * LINE_HEIGHT) / 2 + 4;
  return svgEl(
    "g",
    {},
    svgEl("title", {}, xmlText(node.said || "")),
    svgEl("rect", {
      x: node.x - wide / 2,
      y: node.y - box / 2,
      width: wide,
      height: box,
      rx: look.radius,
      fill: colours[`${paint}-fill`],
      stroke: colours[`${paint}-line`],
      "stroke-width": look.border,
      "stroke-dasharray": look.dashes ? look.dashes.join(" ") : "",
    }),
    lines.map(({ text, size, weight }, at) =>
      svgEl(
        "text",
        {
          x: node.x,
          y: first + at * LINE_HEIGHT,
          "text-anchor": "middle",
          "font-size": size,
          "font-weight": weight,
          fill: colours[`${paint}-ink`],
        },
        xmlText(text),
      ),
    ),
  );
}

function figureLine(edge, plan, colours) {
  const { dashes, width, arrow } = LINES[edge.style];
  const colour = colours[`${edge.style}-line`];
  const points = outside(pointsOf(edge, plan), edge, plan);
  if (points.length < 2) return "";
  const path = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
  return svgEl(
    "g",
    {},
    svgEl("title", {}, xmlText(edge.said || "")),
    svgEl("path", {
      d: `M${path}`,
      fill: "none",
      stroke: colour,
      "stroke-width": edge.width || width,
      "stroke-dasharray": dashes ? dashes.join(" ") : "",
    }),
    arrow ? arrowHead(points, arrow, colour) : "",
  );
}

// A line as close points, from the middle of one box to the middle of the other.
function pointsOf(edge, plan) {
  const [from, to] = [edge.from, edge.to].map((id) => plan.nodes.find((node) => node.id === id));
  const bends = plan.bends.get(edge.id);
  if (bends.length) return between2([from, ...bends, to]);
  const curve = sagging(edge, plan);
  if (!curve.enabled) return between2([from, to]);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const via = {
    x: (from.x + to.x) / 2 + curve.roundness * -dy,
    y: (from.y + to.y) / 2 + curve.roundness * dx,
  };
  return Array.from({ length: 61 }, (_, at) => {
    const t = at / 60;
    const mix = (name) =>
      (1 - t) ** 2 * from[name] + 2 * t * (1 - t) * via[name] + t ** 2 * to[name];
    return { x: mix("x"), y: mix("y") };
  });
}

function between2(stops) {
  return stops.slice(1).flatMap((stop, at) => {
    const start = stops[at];
    const steps = Math.max(1, Math.ceil(Math.hypot(stop.x - start.x, stop.y - start.y) / 3));
    return Array.from({ length: steps + 1 }, (_, step) => ({
      x: start.x + ((stop.x - start.x) * step) / steps,
      y: start.y + ((stop.y - start.y) * step) / steps,
    }));
  });
}

// The part of a line that is in neither of its boxes.
function outside(points, edge, { nodes: placed, box, wide }) {
  const ends = [edge.from, edge.to].map((id) => placed.find((node) => node.id === id));
  const isIn = (point, node) =>
    Math.abs(point.x - node.x) < wide / 2 + 1 && Math.abs(point.y - node.y) < box / 2 + 1;
  return points.filter((point) => !ends.some((node) => isIn(point, node)));
}

function arrowHead(points, kind, colour) {
  const tip = points[points.length - 1];
  const back = points[Math.max(0, points.length - 4)];
  const angle = (Math.atan2(tip.y - back.y, tip.x - back.x) * 180) / Math.PI;
  const shapes = {
    arrow: "M0 0L-9 -4.5L-9 4.5Z",
    vee: "M0 0L-10 -5L-6 0L-10 5Z",
    diamond: "M0 0L-6 -4L-12 0L-6 4Z",
  };
  return svgEl("path", {
    d: shapes[kind],
    fill: colour,
    transform: `translate(${tip.x.toFixed(1)} ${tip.y.toFixed(1)}) rotate(${angle.toFixed(1)})`,
  });
}
