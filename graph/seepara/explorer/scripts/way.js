// The way between two nodes, over links of the lineage only.

function askWay(node) {
  const input = document.getElementById("search");
  wayFrom = node.id;
  document.getElementById("search-label").textContent = `Find the way from ${node.name} to`;
  document.getElementById("search-mode").textContent = `Way from ${node.name} to:`;
  document.getElementById("search-mode").hidden = false;
  input.value = "";
  input.focus();
}

let wayFrom = "";

function endAsking() {
  wayFrom = "";
  document.getElementById("search-label").textContent = "Find a paragraph, a symbol or words";
  document.getElementById("search-mode").hidden = true;
}

function wayView(node, target, state) {
  const filter = filterOf(state);
  const way = wayBetween(node.id, target.id, filter.link);
  const model = way && way.length ? wayModel(node, target, way) : undefined;
  const picture = model
    ? drawing("drawing-focus", `Drawing: the way from ${node.name} to ${target.name}`, model)
    : undefined;
  const said = !way
    ? `No lineage joins ${node.name} and ${target.name}.`
    : way.length
      ? `${counted(way.length, "link", "links")} from ${node.name} to ${target.name}.`
      : `${target.name} and ${node.name} are parts of one paragraph.`;
  return {
    element: el(
      "article",
      { class: "focus way", "aria-labelledby": "view-title" },
      el("h2", { id: "view-title", tabindex: "-1" }, "Way to ", target.name),
      el(
        "p",
        { class: "lead", id: "way-said" },
        said,
        way || filter.none ? "" : " The filters leave some links out.",
      ),
      el(
        "p",
        {},
        "From ",
        focusLink(node.id, node.name),
        " to ",
        focusLink(target.id, target.name),
        ". Only links of the lineage count; similar wording never does. ",
        el(
          "a",
          { href: addressOf({ ...state, focus: target.id, way: node.id, with: "" }) },
          "The other way round",
        ),
      ),
      toggle("secretariat", "The secretariat’s cross-references", state),
      picture ? picture.figure : "",
      way && way.length
        ? el(
            "section",
            { class: "panel", "aria-labelledby": "way-title" },
            el(
              "h3",
              { id: "way-title" },
              "Step by step ",
              el("span", { class: "count" }, `(${way.length})`),
            ),
            el("ol", { class: "entries way-steps" }, way.map(wayStep)),
          )
        : "",
    ),
    start: () => picture && picture.start(),
    said,
    title: `Way from ${node.name} to ${target.name}`,
  };
}

function wayStep(citation) {
  const [from, to] = [byKey.get(citation.from), byKey.get(citation.to)];
  return el(
    "li",
    { class: "entry", "data-entry": to.id, "data-active": "yes", "data-from": from.id },
    el(
      "p",
      { class: "entry-head" },
      focusLink(from.id, from.name),
      ` ${WORDS.relations[relationOf(citation)]} `,
      focusLink(to.id, to.name),
      " ",
      nodeTag(to),
    ),
    citation.inferred
      ? inferredEvidence(citation, from)
      : evidence(citation, "up", from, { key: to.id, step: 1 }),
  );
}

function wayModel(node, target, way) {
  const boxes = new Map();
  const lines = [];
  for (const citation of way) {
    for (const key of [citation.from, citation.to]) {
      if (!boxes.has(key)) boxes.set(key, box(byKey.get(key)));
    }
    const line = { from: citation.from, to: citation.to, citations: [citation] };
    lines.push({ ...line, id: citation.id, style: lineStyle(citation), said: lineSaid(line) });
  }
  gathered([...boxes.values()], MOST_DATES);
  return {
    nodes: [...boxes.values()],
    edges: lines,
    focus: boxes.has(node.id) ? node.id : undefined,
    title: `Way from ${node.name} to ${target.name}`,
    abridged: [...boxes.keys()].some((key) => isAbridged(byKey.get(key))),
    rows: () =>
      rowsOf(
        way.map((citation, at) => ({
          key: citation.to,
          step: at + 1,
          citations: [citation],
          active: true,
        })),
      ),
    open: (key) => focusOn(key),
    idle: "Point at a line to read its evidence; press a box to focus on it.",
  };
}
