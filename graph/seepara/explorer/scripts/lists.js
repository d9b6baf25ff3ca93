// Lists: what a node refers to and is referred to by; what was cited and not read; what is
// unresolved. Each citation is shown with its evidence: the phrase, who says it, its status.

const RELATIONS = {
  followsUp: "follows up",
  mandatedBy: "mandated by",
  reaffirms: "reaffirms",
  recalls: "recalls",
};
const STEPS = ["", "One step", "Two steps", "Three steps"];

// The drawing shows no more neighbours than this; the lists show them all.
const MOST_DRAWN = 40;

// A panel such as "Refers to (3)"; what the filters leave out is greyed and not counted.
function entryPanel(direction, title, entries, focus) {
  const counts = entries.filter((entry) => entry.active && entry.step === 1).length;
  const id = `panel-${direction}`;
  const nearest = entries.filter((entry) => entry.step === 1);
  const further = [2, 3].map((step) => [step, entries.filter((entry) => entry.step === step)]);
  return el(
    "section",
    { class: "panel", id, "aria-labelledby": `${id}-title` },
    el("h3", { id: `${id}-title` }, title, " ", el("span", { class: "count" }, `(${counts})`)),
    quotesAbridged(entries.flatMap((entry) => entry.citations)),
    nearest.length ? "" : el("p", { class: "none" }, "None."),
    entryList(nearest, direction, focus),
    further.flatMap(([step, some]) =>
      some.length
        ? [
            el(
              "h4",
              {},
              `${STEPS[step]} away `,
              el("span", { class: "count" }, `(${some.filter((e) => e.active).length})`),
            ),
            entryList(some, direction, focus),
          ]
        : [],
    ),
  );
}

// Said once above a list where every quote in it is from an abridged text.
function quotesAbridged(some) {
  const all = some.length > 0 && some.every((citation) => isAbridged(byKey.get(citation.from)));
  return all ? el("p", { class: "all-abridged" }, "All quotes: ", abridgedMark()) : "";
}

function entryList(entries, direction, focus) {
  if (!entries.length) return "";
  return el(
    "ul",
    { class: "entries" },
    entries.map((entry) => entryItem(entry, direction, focus)),
  );
}

function entryItem(entry, direction, focus) {
  const node = byKey.get(entry.key);
  const said = node ? datesOf(node).said : "";
  const item = el(
    "li",
    {
      class: entry.active ? "entry" : "entry off",
      "data-entry": entry.key,
      "data-active": entry.active ? "yes" : "no",
    },
    el(
      "p",
      { class: "entry-head" },
      node
        ? focusLink(node.id, node.name, { class: "entry-link" })
        : ambiguousHead(entry.citations[0]),
      " ",
      nodeTag(node),
    ),
    said ? el("p", { class: "entry-dates" }, said) : "",
    entry.active ? "" : el("p", { class: "entry-off" }, "Left out: only the secretariat says so."),
    entry.citations.map((citation) => evidence(citation, direction, focus, entry)),
    direction === "up" && node && node.unread ? officialLink(node) : "",
  );
  return pointOut(item, entry.key);
}

function nodeTag(node) {
  if (!node) return statusTag("ambiguous");
  if (node.missing) return statusTag("dangling");
  return node.unread ? statusTag("external") : "";
}

function ambiguousHead(citation) {
  return el("span", { class: "unclear" }, candidateLinks(citation));
}

// The phrase with the words for this target marked, where it stands, who says it.
function evidence(citation, direction, focus, entry) {
  const reference = references[citation.reference];
  const { before, part, after } = phraseOf(citation);
  const source = byKey.get(reference.unit);
  return el(
    "div",
    { class: "evidence" },
    el("blockquote", { dir: "auto" }, "“", before, el("mark", {}, part), after, "”"),
    el(
      "p",
      { class: "said" },
      placeOf(citation, direction, focus, entry),
      isAbridged(source) ? abridgedMark() : "",
      tag(
        reference.secretariat ? "secretariat" : "body",
        reference.secretariat ? SAID_BY.secretariat : SAID_BY.body,
      ),
      RELATIONS[reference.relation]
        ? tag(
            "relation",
            RELATIONS[reference.relation] +
              (reference.governed ? ` (“${reference.governed}”)` : ""),
          )
        : "",
      citation.misdirected
        ? tag(
            "dangling",
            `says ${citation.direction}, but stands ${citation.direction === "above" ? "below" : "above"}`,
          )
        : "",
      citation.reason ? el("span", { class: "reason" }, citation.reason) : "",
    ),
  );
}

// From which part, and to which, where that is not the entry or the focus itself.
function placeOf(citation, direction, focus, entry) {
  const [near, far] =
    direction === "up" ? [citation.from, citation.to] : [citation.to, citation.from];
  const nearNode = byKey.get(near);
  const farNode = byKey.get(far);
  const words = [];
  if (near !== focus.id) {
    const away = entry.step > 1 ? " (a step nearer)" : "";
    words.push(direction === "up" ? "from " : "to ", focusLink(near, nearNode.label), away, " ");
  }
  if (farNode && far !== entry.key) {
    words.push(direction === "up" ? "to " : "from ", focusLink(far, farNode.label), " ");
  }
  return words;
}

function withinPanel(citations, secretariat) {
  if (!citations.length) return "";
  const kept = citations.filter((citation) => secretariat || !isSecretariats(citation));
  return el(
    "details",
    { class: "panel within" },
    el("summary", {}, "Between its own parts ", el("span", { class: "count" }, `(${kept.length})`)),
    quotesAbridged(citations),
    el(
      "ul",
      { class: "entries" },
      citations.map((citation) =>
        el(
          "li",
          { class: kept.includes(citation) ? "entry" : "entry off" },
          el(
            "p",
            { class: "entry-head" },
            focusLink(citation.from, byKey.get(citation.from).label),
            " → ",
            focusLink(citation.to, byKey.get(citation.to).label),
          ),
          evidence(citation, "up", byKey.get(citation.from), { key: citation.to, step: 1 }),
        ),
      ),
    ),
  );
}

// Cited but not read: by document, most cited first.
function unreadDocuments() {
  const groups = new Map();
  for (const edge of edges) {
    const target = byKey.get(edge.to);
    const whole = documentOf(target);
    if (edge.status !== "external" || !whole.unread) continue;
    if (!groups.has(whole.id))
      groups.set(whole.id, { whole, citations: [], targets: new Set(), by: new Set() });
    const group = groups.get(whole.id);
    group.citations.push(edge);
    group.targets.add(edge.to);
    group.by.add(documentOf(byKey.get(edge.from)).id);
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.citations.length - a.citations.length || rank.get(a.whole.id) - rank.get(b.whole.id),
  );
}

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
      groups.map(({ whole, citations: some, targets, by }) =>
        el(
          "li",
          { class: "row" },
          el(
            "p",
            { class: "row-head" },
            focusLink(whole.id, whole.name),
            " ",
            tag("plain", whole.kind),
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
            `${counted(some.length, "citation", "citations")} from ${counted(by.size, "document", "documents")}`,
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
      some.map((citation) => {
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
