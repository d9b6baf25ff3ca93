// The drawing around one node holds what the lists hold: the node, each active entry, and the
// citations that are their evidence.

// More dates than this are gathered by year or decade.
const MOST_DATES = 8;

function neighbourhoodModel(node, around, state) {
  const listed = lineageEntries(around).concat(state.alike ? around.alike : []);
  const entries = listed.filter((entry) => entry.active);
  const boxes = new Map([[node.id, box(node)]]);
  const keys = [...new Set(entries.sort((a, b) => a.step - b.step).map((entry) => entry.key))];
  for (const key of keys.slice(0, MOST_DRAWN)) {
    boxes.set(key, byKey.has(key) ? box(byKey.get(key)) : ambiguousBox(key));
  }
  const restated = keys.slice(0, MOST_DRAWN).flatMap((key) => restatedAs(key, around.filter));
  const more = [...restated].filter((link) => byKey.has(link.from) && !isDocument(node));
  for (const { from } of more) if (!boxes.has(from)) boxes.set(from, box(byKey.get(from)));
  gathered([...boxes.values()], MOST_DATES);
  const insideKeys = new Set(inside(node).map((one) => one.id));
  const end = (key) => {
    if (insideKeys.has(key)) return node.id;
    return isDocument(node) && byKey.has(key) ? documentOf(byKey.get(key)).id : key;
  };
  const lines = new Map();
  for (const citation of [...entries.flatMap((entry) => entry.citations), ...more]) {
    const from = end(citation.from);
    const to = citation.to === undefined ? citation.id : end(citation.to);
    if (!boxes.has(from) || !boxes.has(to) || from === to || !around.filter.link(citation))
      continue;
    const style = lineStyle(citation);
    const id = JSON.stringify([from, to, style]);
    if (!lines.has(id)) lines.set(id, { id, from, to, style, citations: [] });
    if (!lines.get(id).citations.includes(citation)) lines.get(id).citations.push(citation);
  }
  return {
    nodes: [...boxes.values()],
    edges: [...lines.values()].map((line) => ({ ...line, said: lineSaid(line) })),
    focus: node.id,
    title: node.name,
    abridged: [...boxes.keys()].some((key) => byKey.has(key) && isAbridged(byKey.get(key))),
    rows: () =>
      rowsOf([
        ...listed,
        ...more.map((link) => ({ key: link.from, step: 1, citations: [link], active: true })),
      ]),
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
    notes: [whole === node ? WORDS.stages[node.stage] || "" : whole.name, own],
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

function lineSaid({ from, to, citations: some }) {
  const [first] = some;
  const more =
    some.length > 1 ? ` and ${counted(some.length - 1, "more phrase", "more phrases")}` : "";
  if (first.inferred) {
    const words = [
      byKey.get(first.from).name,
      WORDS.relations[first.kind],
      byKey.get(first.to).name,
    ];
    const abridged = [from, to].some((key) => byKey.has(key) && isAbridged(byKey.get(key)));
    const evidence = evidenceWords(first);
    return `${words.join(" ")}${evidence ? `: ${evidence}` : ""}${more} – ${saidBy(first)}${abridged ? ` (${ABRIDGED})` : ""}`;
  }
  const { before, part, after } = phraseOf(first);
  const abridged = isAbridged(byKey.get(first.from)) ? ` (${ABRIDGED})` : "";
  return `${byKey.get(from).label}: “${before}${part}${after}”${more} – ${saidBy(first)}${abridged}`;
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
