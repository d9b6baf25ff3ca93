// Lists: what a node refers to and is referred to by. Each citation is shown with its evidence: the
// phrase, who says it, its status.

// These are said of a reference; "refers to" goes without saying.
const SAID_RELATIONS = ["followsUp", "mandatedBy", "reaffirms", "recalls"];
const STEPS = ["", "One step", "Two steps", "Three steps"];

// The drawing shows no more neighbours than this; the lists show them all.
const MOST_DRAWN = 40;

// A panel such as "Refers to (3)"; what the filters leave out is greyed and not counted.
function entryPanel(direction, title, around, focus, state) {
  const entries = around[direction];
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
    entryList(nearest, direction, focus, around.filter, state),
    further.flatMap(([step, some]) =>
      some.length
        ? [
            el(
              "h4",
              {},
              `${STEPS[step]} away `,
              el("span", { class: "count" }, `(${some.filter((e) => e.active).length})`),
            ),
            entryList(some, direction, focus, around.filter, state),
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

function entryList(entries, direction, focus, filter, state) {
  if (!entries.length) return "";
  return el(
    "ul",
    { class: "entries" },
    entries.map((entry) => entryItem(entry, direction, focus, filter, state)),
  );
}

function entryItem(entry, direction, focus, filter, state) {
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
    entry.active ? "" : el("p", { class: "entry-off" }, reasonLeftOut(entry, state)),
    entry.citations.map((citation) =>
      citation.inferred
        ? inferredEvidence(citation, focus)
        : evidence(citation, directionOf(citation, direction, entry), focus, entry),
    ),
    direction === "up" && node && node.unread ? officialLink(node) : "",
    entry.active && !isDocument(focus) ? restatedNotes(entry.key, filter) : "",
  );
  return pointOut(item, entry.key);
}

// What is beside the focus is joined to an older unit, from one side or the other.
function directionOf(citation, direction, entry) {
  if (direction !== "beside") return direction;
  return citation.to === entry.key ? "up" : "down";
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
      tag(reference.secretariat ? "secretariat" : "body", saidBy(citation)),
      SAID_RELATIONS.includes(reference.relation)
        ? tag(
            "relation",
            WORDS.relations[reference.relation] +
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

function withinPanel(some, filter) {
  if (!some.length) return "";
  const kept = some.filter(filter.link);
  return el(
    "details",
    { class: "panel within" },
    el("summary", {}, "Between its own parts ", el("span", { class: "count" }, `(${kept.length})`)),
    quotesAbridged(some),
    el(
      "ul",
      { class: "entries" },
      some.map((citation) =>
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
