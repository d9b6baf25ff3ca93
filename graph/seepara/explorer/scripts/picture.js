// The drawing around one node holds what the lists hold: the node, each active entry, and the
// citations that are their evidence.

// More dates than this are gathered by year or decade.
const MOST_DATES = 8;

function neighbourhoodModel(node, around, state) {
  const entries = [...around.up, ...around.down].filter((entry) => entry.active);
  const boxes = new Map([[node.id, box(node)]]);
  const keys = [...new Set(entries.sort((a, b) => a.step - b.step).map((entry) => entry.key))];
  for (const key of keys.slice(0, MOST_DRAWN)) {
    boxes.set(key, byKey.has(key) ? box(byKey.get(key)) : ambiguousBox(key));
  }
  gathered([...boxes.values()], MOST_DATES);
  const insideKeys = new Set(inside(node).map((one) => one.id));
  const end = (key) => {
    if (insideKeys.has(key)) return node.id;
    return isDocument(node) && byKey.has(key) ? documentOf(byKey.get(key)).id : key;
  };
  const lines = new Map();
  for (const entry of entries) {
    for (const citation of entry.citations) {
      const from = end(citation.from);
      const to = citation.to === undefined ? citation.id : end(citation.to);
      const dashed = isSecretariats(citation);
      if (!boxes.has(from) || !boxes.has(to) || (dashed && !state.secretariat)) continue;
      const id = JSON.stringify([from, to, dashed]);
      if (!lines.has(id)) lines.set(id, { id, from, to, dashed, citations: [] });
      if (!lines.get(id).citations.includes(citation)) lines.get(id).citations.push(citation);
    }
  }
  return {
    nodes: [...boxes.values()],
    edges: [...lines.values()].map((line) => ({ ...line, said: lineSaid(line) })),
    focus: node.id,
    open: (key) => byKey.has(key) && key !== node.id && focusOn(key),
    idle: "Point at a line to read its phrase; press a box to focus on it.",
    left: Math.max(0, keys.length - MOST_DRAWN),
  };
}

function box(node) {
  const whole = documentOf(node);
  const own = node.missing ? "no such unit" : node.unread ? "not read" : "";
  return {
    id: node.id,
    title: node.label,
    notes: [whole === node ? STAGES[node.stage] || "" : whole.name, own],
    look: lookOf(node),
    rank: rank.get(node.id),
    column: columnOf(node),
    said: `${node.name}${datesOf(node).said ? ` (${datesOf(node).said})` : ""}${own ? `: ${own}` : ""}`,
  };
}

function lookOf(node) {
  if (node.kind === "meeting") return "meeting";
  if (node.missing) return "missing";
  return node.unread ? "unread" : "read";
}

function columnOf(node) {
  const meeting = node.kind === "meeting" ? node : byKey.get(node.meeting);
  if (meeting && meeting.days) return meetingColumn(meeting);
  const whole = documentOf(node);
  return isRead(whole) ? dateColumn(whole) : NOT_READ;
}

function ambiguousBox(id) {
  const citation = citations.find((one) => one.id === id);
  const names = (citation.candidates || []).map(([, name]) => name);
  return {
    id,
    title: names.length ? counted(names.length, "candidate", "candidates") : "Not known",
    notes: ["ambiguous"],
    look: "ambiguous",
    rank: nodes.length,
    column: NOT_READ,
    said: `Ambiguous: ${names.length ? `one of ${names.join(" or ")}` : "not known what is meant"}`,
  };
}

function lineSaid({ from, citations: some, dashed }) {
  const { before, part, after } = phraseOf(some[0]);
  const more =
    some.length > 1 ? ` and ${counted(some.length - 1, "more phrase", "more phrases")}` : "";
  const abridged = isAbridged(byKey.get(some[0].from)) ? ` (${ABRIDGED})` : "";
  return `${byKey.get(from).label}: “${before}${part}${after}”${more} – ${SAID_BY[dashed ? "secretariat" : "body"]}${abridged}`;
}

// What is pointed at in a list is shown in the drawing.
function pointOut(item, key) {
  const network = () => drawn.get("drawing-focus");
  const show = () =>
    network() && network().body.data.nodes.get(key) && network().selectNodes([key], false);
  const rest = () => network() && network().unselectAll();
  for (const [event, listener] of [
    ["mouseenter", show],
    ["focusin", show],
    ["mouseleave", rest],
    ["focusout", rest],
  ]) {
    item.addEventListener(event, listener);
  }
  return item;
}
