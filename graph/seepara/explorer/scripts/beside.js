// What stands beside the focused node through an older one: nodes of equal rank that come after the
// same older unit. The same rule as seepara.lineage.walk.

// The place of a node in time: the meeting that adopted it, draft before report, the document's date.
function rankInTime(node) {
  const whole = documentOf(node);
  const held = [node, ...ancestors(node).reverse()].find((one) => one.meeting);
  const meeting = held && byKey.get(held.meeting);
  const date = (meeting && meeting.date) || whole.date || "";
  return JSON.stringify([date, whole.stage === "draft", whole.date || ""]);
}

const isStep = (citation) =>
  Boolean(kindOf(citation)) &&
  citation.kind !== "resembles" &&
  !(citation.inferred ? citation.inferred.beside : besideEdges.has(citation.id));

// The older units one step from the focused node, each with whether it counts; and under what other
// number they are restated.
function olderUnits(focus, entries, filter) {
  const keys = new Set(inside(focus).map((node) => node.id));
  const older = new Map();
  const add = (key, counts) => older.set(key, older.get(key) || counts);
  for (const entry of entries) {
    if (entry.step !== 1) continue;
    for (const citation of entry.citations) {
      const ends = endsOf(citation);
      if (!isStep(citation) || !keys.has(ends.newer) || keys.has(ends.older)) continue;
      const counts = entry.active && filter.link(citation);
      add(ends.older, counts);
      for (const link of restatedAs(ends.older, filter)) add(link.from, counts);
    }
  }
  return older;
}

function besideThrough(focus, entries, filter) {
  if (!isRead(focus) || isDocument(focus)) return [];
  const own = new Set(inside(focus).map((node) => node.id));
  const listed = new Set(entries.map((entry) => entry.key));
  const rank = rankInTime(focus);
  const found = new Map();
  for (const [key, counts] of olderUnits(focus, entries, filter)) {
    const unit = byKey.get(key);
    if (!unit || isDocument(unit) || unit.kind === "section") continue;
    for (const { id } of inside(unit)) {
      for (const citation of stepsAt(id)) {
        const { older, newer } = endsOf(citation);
        const node = byKey.get(newer);
        if (older !== id || own.has(newer) || listed.has(newer) || !isStep(citation)) continue;
        if (!node || isDocument(node) || !isRead(node) || rankInTime(node) !== rank) continue;
        const entry = found.get(newer) || { key: newer, step: 1, citations: [], active: false };
        if (!entry.citations.includes(citation)) entry.citations.push(citation);
        entry.active ||= counts && filter.link(citation) && Boolean(filter.node(node));
        found.set(newer, entry);
      }
    }
  }
  return [...found.values()];
}

function besidePanel(around, focus, state) {
  const entries = around.beside;
  if (!entries.length) return "";
  const active = entries.filter((entry) => entry.active).length;
  return el(
    "section",
    { class: "panel", id: "panel-beside", "aria-labelledby": "panel-beside-title" },
    el(
      "h3",
      { id: "panel-beside-title" },
      "Beside ",
      el("span", { class: "count" }, `(${active})`),
    ),
    el("p", { class: "lead" }, "Of the same time, after the same older text."),
    quotesAbridged(entries.flatMap((entry) => entry.citations.filter((one) => !one.inferred))),
    entryList(entries, "beside", focus, around.filter, state),
  );
}
