// Saving what is drawn (SVG, PNG) and what is listed (CSV); printing shows the figure, not the canvas.

const PNG_SCALE = 2;
const CSV_COLUMNS = [
  "from",
  "from_dates",
  "relation",
  "to",
  "to_dates",
  "phrase",
  "said_by",
  "stated",
  "status",
  "evidence",
  "steps",
  "shown",
  "text",
];

function saveButtons(holder, model) {
  const button = (kind, words, make) =>
    el(
      "button",
      {
        type: "button",
        class: "button",
        "data-save": kind,
        "aria-label": `Save ${words}`,
        on: { click: () => make() },
      },
      kind.toUpperCase(),
    );
  return el(
    "div",
    { class: "saves", role: "group", "aria-label": "Save" },
    el("span", {}, "Save"),
    button("svg", "the drawing as SVG", () => save("svg", svgBlob(holder.plan))),
    button("png", "the drawing as PNG", async () => save("png", await pngBlob(holder.plan))),
    model.rows ? button("csv", "the lists as CSV", () => save("csv", csvBlob(model.rows()))) : "",
  );
}

function save(ending, blob) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: `${fileName()}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(`Saved as ${ending.toUpperCase()}.`);
}

// Named for what is in focus: letters and figures only.
function fileName() {
  const title = document.title.replace(/ – seepara$/, "");
  return (
    title
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 80) || "seepara"
  );
}

function svgText(plan) {
  return new XMLSerializer().serializeToString(figureOf(plan));
}

const svgBlob = (plan) => new Blob([svgText(plan)], { type: "image/svg+xml" });

async function pngBlob(plan) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(plan))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * PNG_SCALE;
  canvas.height = image.height * PNG_SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

// A row a link; a cell that a spreadsheet would take for a formula is marked as text.
function csvBlob(rows) {
  const cell = (value) => {
    const text = String(value === undefined ? "" : value);
    const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const lines = [CSV_COLUMNS, ...rows.map((row) => CSV_COLUMNS.map((name) => row[name]))];
  const text = lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
  return new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" });
}

// The rows of the lists around a node.
function rowsOf(entries) {
  return entries.flatMap((entry) =>
    entry.citations.map((citation) => {
      const [from, to] = [byKey.get(citation.from), byKey.get(citation.to)];
      const phrase = citation.inferred ? undefined : phraseOf(citation);
      const abridged = [from, to].some((node) => node && isRead(node) && isAbridged(node));
      return {
        from: from.name,
        from_dates: datesOf(from).said,
        relation: WORDS.relations[relationOf(citation)],
        to: to ? to.name : candidateNames(citation),
        to_dates: to ? datesOf(to).said : "",
        phrase: phrase ? phrase.before + phrase.part + phrase.after : "",
        said_by: saidBy(citation),
        stated: citation.inferred ? "inferred" : "stated",
        status: citation.status,
        evidence: citation.inferred ? evidenceWords(citation) : "",
        steps: entry.step,
        shown: entry.active ? "yes" : "no",
        text: abridged ? ABRIDGED : "",
      };
    }),
  );
}

const candidateNames = (citation) =>
  (citation.candidates || []).map(([, name]) => name).join(" or ") || "not known what is meant";

// On paper stands the figure, in the colours of paper.
let printing = false;

function preparePrint() {
  printing = true;
  for (const { plan, figure } of plans.values()) {
    if (!figure.isConnected || figure.querySelector(".for-print")) continue;
    const svg = figureOf(plan);
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    figure.prepend(el("div", { class: "for-print" }, svg));
  }
}

function endPrint() {
  printing = false;
  for (const one of document.querySelectorAll(".for-print")) one.remove();
}
