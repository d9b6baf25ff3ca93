// The words of what is in focus, under what they are part of; of what was not read, what is known.

// A section shows no more parts than this before it asks.
const MOST_PARTS = 25;

function words(node) {
  if (node.kind === "meeting") return meetingWords(node);
  if (!isRead(node)) return unreadWords(node);
  if (isDocument(node)) return documentWords(node);
  const above = ancestors(node).filter((one) => one.kind !== "section" && !isDocument(one));
  return el(
    "div",
    { class: "text", lang: documentOf(node).language },
    above.map((one) => unitBlock(one, "chapeau")),
    unitBlock(node, "focused"),
    partBlocks(node),
    footnotes([...above, node, ...below(node)]),
  );
}

const below = (node) =>
  childrenOf(node)
    .filter((one) => one.kind !== "footnote")
    .flatMap((one) => [one, ...below(one)]);

function unitBlock(node, look) {
  const heading = node.kind === "section" && look === "part";
  return el(
    "div",
    { class: `unit ${look} ${node.kind}`, "data-unit": node.id },
    el(
      "span",
      { class: "printed" },
      look === "focused" ? node.printed || "" : focusLink(node.id, node.printed || node.label),
    ),
    el(heading ? "h4" : "p", { dir: "auto" }, unitText(node)),
  );
}

function partBlocks(node) {
  const parts = below(node);
  const blocks = (some) => some.map((one) => unitBlock(one, "part"));
  if (parts.length <= MOST_PARTS) return blocks(parts);
  const more = el(
    "button",
    { type: "button", class: "button" },
    `Show ${parts.length - MOST_PARTS} more`,
  );
  more.addEventListener("click", () => more.replaceWith(...blocks(parts.slice(MOST_PARTS))));
  return [...blocks(parts.slice(0, MOST_PARTS)), more];
}

function footnotes(units) {
  const notes = units.flatMap(childrenOf).filter((one) => one.kind === "footnote");
  if (!notes.length) return "";
  return el(
    "div",
    { class: "footnotes" },
    notes.map((one) => unitBlock(one, "note")),
  );
}

function unreadWords(node) {
  const whole = documentOf(node);
  const parts = [...childrenOf(node)].sort(byLabel);
  return el(
    "div",
    {},
    el(
      "p",
      { class: "notice" },
      node.missing
        ? `${whole.name} was read and has no such unit.`
        : node.document !== undefined && !incoming.has(node.id) && inferredAt.has(node.id)
          ? "This was not read: it is known only from what restates it."
          : "This was not read: it is known only because others cite it.",
    ),
    (whole.names || []).length
      ? el(
          "p",
          {},
          "Described as ",
          between(
            whole.names.map((name) => `“${name}”`),
            ", ",
          ),
          ".",
        )
      : "",
    parts.length
      ? [
          el("h3", {}, "Parts of it that are known here"),
          el(
            "ul",
            { class: "outline" },
            parts.map((one) => el("li", {}, focusLink(one.id, one.label))),
          ),
        ]
      : "",
  );
}

function documentWords(node) {
  return el(
    "div",
    {},
    node.full_title
      ? el("p", { class: "document-title", dir: "auto", lang: node.language }, node.full_title)
      : "",
    el(
      "dl",
      { class: "about" },
      [
        ["Symbol", node.symbol || "none of its own"],
        ["Stage", WORDS.stages[node.stage]],
        ["Body", node.organ],
        ["Date", node.days],
        ["File", node.file],
        ["Units", String(node.units)],
        ["Recommendations", node.leaves ? `${node.leaves} (with no other inside)` : ""],
      ].flatMap(([name, value]) => (value ? [el("dt", {}, name), el("dd", {}, value)] : [])),
    ),
    el("h3", {}, "Contents"),
    outline(node),
  );
}

function meetingWords(node) {
  return el("div", {}, el("h3", {}, "Adopted or considered here"), outline(node));
}

// Sections nest; paragraphs are named by number with their first words.
function outline(node) {
  const parts = childrenOf(node).filter(
    (one) => isRead(one) && one.kind !== "footnote" && one.kind !== "subparagraph",
  );
  return el(
    "ul",
    { class: "outline" },
    parts.map((one) => {
      const line = [
        focusLink(one.id, one.label),
        " ",
        el(
          "span",
          { dir: "auto", lang: documentOf(one).language },
          firstWords(one.text || "", one.kind === "section" ? 120 : 60),
        ),
      ];
      return el("li", {}, line, one.kind === "section" ? outline(one) : "");
    }),
  );
}

function firstWords(text, length) {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length).join("").trimEnd()}…` : text;
}
