// The lists of what the program could not do: cited and not read, dangling, ambiguous.

// A list shows no more rows than this before it asks.
const MOST_ROWS = 200;

// The items of a list, the rest at a press of a button.
function shortened(some, itemOf) {
  const items = some.slice(0, MOST_ROWS).map(itemOf);
  if (some.length <= MOST_ROWS) return items;
  const button = el(
    "button",
    { type: "button", class: "button" },
    `Show ${(some.length - MOST_ROWS).toLocaleString("en")} more`,
  );
  const more = el("li", { class: "more" }, button);
  button.addEventListener("click", () => more.replaceWith(...some.slice(MOST_ROWS).map(itemOf)));
  return [...items, more];
}

// Cited but not read: by document, most cited first.
function unreadDocuments() {
  if (!unreadKnown) unreadKnown = split ? unreadGiven() : unreadFound();
  return unreadKnown;
}

let unreadKnown;

// … as a page in parts is told it.
function unreadGiven() {
  const groups = new Map();
  for (const [, to, , , cited] of linksOf) {
    const whole = byKey.get(to);
    if (!whole.unread || !Object.keys(cited).length) continue;
    if (!groups.has(to)) groups.set(to, { whole, number: 0, targets: new Set(), by: 0 });
    const group = groups.get(to);
    group.by += 1;
    for (const [key, number] of Object.entries(cited)) {
      group.number += number;
      group.targets.add(key);
    }
  }
  return inOrder([...groups.values()]);
}

function unreadFound() {
  const groups = new Map();
  for (const edge of edges) {
    const target = byKey.get(edge.to);
    const whole = documentOf(target);
    if (edge.status !== "external" || !whole.unread) continue;
    if (!groups.has(whole.id))
      groups.set(whole.id, { whole, number: 0, targets: new Set(), citing: new Set() });
    const group = groups.get(whole.id);
    group.number += 1;
    group.targets.add(edge.to);
    group.citing.add(documentOf(byKey.get(edge.from)).id);
  }
  return inOrder([...groups.values()].map((group) => ({ ...group, by: group.citing.size })));
}

const inOrder = (groups) =>
  groups.sort((a, b) => b.number - a.number || rank.get(a.whole.id) - rank.get(b.whole.id));

function unreadView() {
  const groups = unreadDocuments();
  return el(
    "section",
    { class: "list-view", "aria-labelledby": "view-title" },
    el(
      "h2",
      { id: "view-title", tabindex: "-1" },
      "Cited, not read ",
      el("span", { class: "count" }, `(${groups.length})`),
    ),
    el("p", { class: "lead" }, "These are cited, but were not among the files; most cited first."),
    groups.length ? "" : el("p", { class: "none" }, "None."),
    el(
      "ol",
      { class: "rows" },
      shortened(groups, ({ whole, number, targets, by }) =>
        el(
          "li",
          { class: "row" },
          el(
            "p",
            { class: "row-head" },
            focusLink(whole.id, whole.name),
            " ",
            tag("plain", WORDS.kinds[whole.kind] || whole.kind),
          ),
          whole.names
            ? el(
                "p",
                { class: "row-note", dir: "auto" },
                "Described as ",
                between(
                  whole.names.map((name) => `“${name}”`),
                  ", ",
                ),
              )
            : "",
          el(
            "p",
            { class: "row-note" },
            `${counted(number, "citation", "citations")} from ${counted(by, "document", "documents")}`,
            targets.size > 1 || !targets.has(whole.id)
              ? [": ", between(targetLinks(whole, targets), ", ")]
              : "",
          ),
          officialLink(whole),
        ),
      ),
    ),
  );
}

function targetLinks(whole, targets) {
  const parts = [...targets].filter((key) => key !== whole.id).map((key) => byKey.get(key));
  const links = parts.sort(byLabel).map((part) => focusLink(part.id, part.label));
  return targets.has(whole.id) ? [focusLink(whole.id, "as a whole"), ...links] : links;
}

const UNRESOLVED = [
  ["dangling", "Dangling", "The document was read and has no such unit."],
  ["ambiguous", "Ambiguous", "More than one thing may be meant; none was chosen."],
];

function unresolvedView() {
  const total = citations.filter((c) => c.status === "dangling" || c.status === "ambiguous").length;
  const turned = citations.filter((citation) => citation.misdirected);
  return el(
    "section",
    { class: "list-view", "aria-labelledby": "view-title" },
    el(
      "h2",
      { id: "view-title", tabindex: "-1" },
      "Unresolved ",
      el("span", { class: "count" }, `(${total})`),
    ),
    UNRESOLVED.map(([status, title, words]) =>
      citationSection(
        title,
        words,
        citations.filter((citation) => citation.status === status),
      ),
    ),
    turned.length
      ? citationSection(
          "Turned round",
          "The phrase says above or below, and its target stands the other way; the number was followed.",
          turned,
        )
      : "",
  );
}

function citationSection(title, words, some) {
  return el(
    "section",
    { class: "list-part" },
    el("h3", {}, title, " ", el("span", { class: "count" }, `(${some.length})`)),
    el("p", { class: "lead" }, some.length ? words : "None."),
    el(
      "ul",
      { class: "rows" },
      shortened(some, (citation) => {
        const source = byKey.get(citation.from);
        const target = byKey.get(citation.to);
        return el(
          "li",
          { class: "row" },
          el(
            "p",
            { class: "row-head" },
            focusLink(source.id, source.name),
            " → ",
            target ? target.name : ambiguousHead(citation),
          ),
          evidence(citation, "up", source, { key: citation.to, step: 1 }),
        );
      }),
    ),
  );
}
