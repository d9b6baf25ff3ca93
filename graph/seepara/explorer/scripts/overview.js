// The overview: the documents on a time axis, the lines between them, and the same as a list.

const MOST_COLUMNS = 12;
const MOST_DOCUMENTS = 60;
const MOST_UNREAD = 8;
// No more lines either: the documents with the fewest citations make way.
const MOST_LINES = 90;

const documents = nodes.filter((node) => isDocument(node) && isRead(node));

// Links between documents: {id, from, to, number, dashed}, one for each pair and direction; `dashed`
// where the secretariat alone makes them.
function documentLinks() {
  const links = new Map();
  const link = (from, to) => {
    const id = JSON.stringify([from, to]);
    if (!links.has(id)) links.set(id, { id, from, to, number: 0, dashed: true });
    return links.get(id);
  };
  for (const [from, to, number, dashed] of linksOf) {
    Object.assign(link(from, to), { number, dashed });
  }
  for (const edge of split ? [] : edges) {
    const [from, to] = [edge.from, edge.to].map((key) => documentOf(byKey.get(key)).id);
    if (from === to) continue;
    const one = link(from, to);
    one.number += 1;
    one.dashed = one.dashed && isSecretariats(edge);
  }
  return [...links.values()];
}

// Inferred links between documents, as lines of a style; similar wording only where it is wanted.
function inferredLines(kept, state) {
  const lines = new Map();
  for (const link of inferredLinks.values()) {
    const wanted = link.kind === "resembles" ? state.alike : state.inferred;
    const [from, to] = [link.from, link.to].map((key) => key.split("#")[0]);
    if (!wanted || from === to || !kept.has(from) || !kept.has(to)) continue;
    const style = lineStyle(link);
    const id = JSON.stringify([from, to, style]);
    if (!lines.has(id)) lines.set(id, { id, from, to, style, number: 0, kind: link.kind });
    lines.get(id).number += 1;
  }
  return [...lines.values()].map((line) => ({
    ...line,
    said: `${byKey.get(line.from).name}, ${byKey.get(line.to).name}: ${counted(line.number, "link", "links")}, ${WORDS.relations[line.kind]} – ${WORDS.said.inferred}.`,
  }));
}

// The documents that no chain of citations, by way of what both cite too, joins to the others.
function apart(links) {
  const group = new Map(nodes.map((node) => [node.id, node.id]));
  const root = (key) => {
    let at = key;
    while (group.get(at) !== at) {
      group.set(at, group.get(group.get(at)));
      at = group.get(at);
    }
    return at;
  };
  for (const { from, to } of links) group.set(root(from), root(to));
  const sizes = new Map();
  for (const { id } of documents) sizes.set(root(id), (sizes.get(root(id)) || 0) + 1);
  return documents.filter(({ id }) => sizes.get(root(id)) === 1);
}

function overview(state) {
  const links = documentLinks();
  const ends = { from: grouped(links, ({ from }) => from), to: grouped(links, ({ to }) => to) };
  const alone = apart(links);
  const shown = drawnDocuments(links);
  const model = overviewModel(shown, linksAmong(links, shown), ends, state);
  const picture = drawing(
    "drawing-overview",
    "Drawing: the documents by date, and the lines between those that cite each other",
    model,
  );
  const left = documents.length + unreadDocuments().length - shown.length;
  return {
    element: el(
      "section",
      { class: "overview", "aria-labelledby": "view-title" },
      el("h2", { id: "view-title", tabindex: "-1" }, "Overview"),
      documents.length ? picture.figure : el("p", { class: "none" }, "No document was read."),
      left > 0
        ? el(
            "p",
            { class: "lead" },
            `The drawing leaves out ${counted(left, "document", "documents")} with the fewest links. All that were read are in the list below, all that were not under `,
            el("a", { href: "#view=unread" }, "Cited, not read"),
            ".",
          )
        : "",
      apartNote(alone),
      alikeControl(state),
      documentList(ends, new Set(alone), inferredLines(new Set(nodes.map(({ id }) => id)), state)),
    ),
    start: documents.length ? picture.start : () => {},
  };
}

// The documents with the most citations, and what they cite most that was not read.
function drawnDocuments(links) {
  const weight = new Map();
  for (const link of links) {
    for (const key of [link.from, link.to]) {
      weight.set(key, (weight.get(key) || 0) + link.number);
    }
  }
  const heaviest = [...documents].sort((a, b) => (weight.get(b.id) || 0) - (weight.get(a.id) || 0));
  const unread = unreadDocuments().map(({ whole }) => whole);
  const shown = [...heaviest.slice(0, MOST_DOCUMENTS), ...unread.slice(0, MOST_UNREAD)];
  while (linksAmong(links, shown).length > MOST_LINES) {
    shown.splice(Math.min(shown.length, heaviest.length) - 1, 1);
    heaviest.pop();
  }
  return shown.sort((a, b) => rank.get(a.id) - rank.get(b.id));
}

function linksAmong(links, shown) {
  const kept = new Set(shown.map((node) => node.id));
  return links.filter(({ from, to }) => kept.has(from) && kept.has(to));
}

function overviewModel(shown, links, ends, state) {
  const boxes = shown.map((node) => documentBox(node, ends));
  const kept = new Set(shown.map((node) => node.id));
  const lines = [...links.map(documentLine), ...inferredLines(kept, state)];
  const meetings = meetingParts(shown);
  const columns = new Set([...boxes, ...meetings.boxes].map(({ column }) => column.key));
  const roomy = columns.size <= MOST_COLUMNS;
  if (!roomy) gathered(boxes, MOST_COLUMNS);
  return {
    nodes: roomy ? [...boxes, ...meetings.boxes] : boxes,
    edges: roomy ? [...lines, ...meetings.lines] : lines,
    title: "Overview",
    abridged: shown.some(isAbridged),
    open: (key) => focusOn(key),
    idle: "Each line is the citations from one document to another. Point at it to count them; press a box to open it.",
  };
}

function documentBox(node, ends) {
  const number = (some) => (some || []).reduce((sum, link) => sum + link.number, 0);
  const cites = number(ends.from.get(node.id));
  const cited = number(ends.to.get(node.id));
  const said = isRead(node)
    ? `${node.name}: ${WORDS.stages[node.stage]}${node.days ? `, ${node.days}` : ""}; cites others ${counted(cites, "time", "times")}, cited by others ${counted(cited, "time", "times")}.`
    : `${node.name}: not read; cited ${counted(cited, "time", "times")}.`;
  return {
    id: node.id,
    title: node.name,
    notes: [isRead(node) ? WORDS.stages[node.stage] : `not read · cited ${cited}×`],
    look: isRead(node) ? "read" : "unread",
    rank: rank.get(node.id),
    column: placeOfDocument(node),
    said,
  };
}

function documentLine(link) {
  const [from, to] = [byKey.get(link.from), byKey.get(link.to)];
  return {
    id: link.id,
    from: link.from,
    to: link.to,
    style: link.dashed ? "secretariat" : "body",
    width: Math.min(1.4 + link.number / 6, 3.5),
    said: `${from.name} cites ${to.name} ${counted(link.number, "time", "times")}.`,
  };
}

// A document dated within the days of its meeting stands at the meeting.
function placeOfDocument(whole) {
  if (!isRead(whole)) return NOT_READ;
  const at = (whole.meetings || [])
    .map((key) => byKey.get(key))
    .find((one) => one.date && one.date <= whole.date && whole.date <= (one.end || one.date));
  return at ? meetingColumn(at) : dateColumn(whole);
}

// The meetings whose results a document holds; not the session that it was made for.
const meetingsOf = (whole) =>
  (whole.meetings || []).filter((key) =>
    (heldAt.get(key) || []).some((node) => documentOf(node) === whole),
  );

// The meetings that these documents tell of, each joined to them.
function meetingParts(shown) {
  const boxes = new Map();
  const lines = [];
  for (const whole of shown.filter(isRead)) {
    const verb = whole.stage === "draft" ? "considered" : "adopted";
    for (const key of meetingsOf(whole)) {
      const meeting = byKey.get(key);
      boxes.set(key, meetingBox(meeting));
      lines.push({
        id: JSON.stringify([whole.id, key, "held"]),
        from: whole.id,
        to: key,
        style: "held",
        said: `${whole.name} has what was ${verb} at this meeting, ${meeting.days}.`,
      });
    }
  }
  return { boxes: [...boxes.values()], lines };
}

function meetingBox(meeting) {
  return {
    id: meeting.id,
    title: meeting.organ || meeting.name,
    notes: ["meeting"],
    look: "meeting",
    rank: rank.get(meeting.id),
    column: meetingColumn(meeting),
    said: `${meeting.name}${meeting.place ? `, ${meeting.place}` : ""}`,
  };
}

function apartNote(alone) {
  if (!alone.length || documents.length < 2) return "";
  const links = alone.map((node) => focusLink(node.id, node.name));
  const these = alone.length === 1 ? "this document" : "these documents";
  if (alone.length === documents.length) {
    return el("p", { class: "notice" }, "No reference joins any of the documents to another.");
  }
  const rest =
    links.length > 12
      ? [
          ...between(links.slice(0, 12), ", "),
          ` and ${links.length - 12} more (marked in the list below)`,
        ]
      : between(links, ", ");
  return el("p", { class: "notice" }, `No reference joins ${these} to the others: `, rest, ".");
}

function documentList(ends, alone, inferred) {
  return el(
    "section",
    { class: "list-part", "aria-labelledby": "documents-title" },
    el(
      "h3",
      { id: "documents-title" },
      "Documents ",
      el("span", { class: "count" }, `(${documents.length})`),
    ),
    el(
      "ul",
      { class: "rows" },
      shortened(
        [...documents].sort((a, b) =>
          (a.date || "~") < (b.date || "~") ? -1 : a.date === b.date ? 0 : 1,
        ),
        (node) => documentRow(node, ends, alone, inferred),
      ),
    ),
  );
}

function documentRow(node, ends, alone, inferred) {
  const cites = ends.from.get(node.id) || [];
  const cited = ends.to.get(node.id) || [];
  const list = (some, end) =>
    between(
      some.map((link) => [focusLink(link[end], byKey.get(link[end]).name), ` (${link.number})`]),
      ", ",
    ).flat();
  return el(
    "li",
    { class: "row" },
    el(
      "p",
      { class: "row-head" },
      focusLink(node.id, node.name),
      " ",
      tag("stage", WORDS.stages[node.stage]),
      node.abridged ? [" ", abridgedMark()] : "",
    ),
    node.full_title && node.full_title !== node.name
      ? el("p", { class: "row-title", dir: "auto" }, node.full_title)
      : "",
    el(
      "p",
      { class: "row-note" },
      [
        node.organ,
        node.days,
        counted(node.units, "unit", "units"),
        node.leaves
          ? `${counted(node.leaves, "recommendation", "recommendations")} (with no other inside)`
          : "",
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    meetingNote(node.stage === "draft" ? "Considered at: " : "Adopted at: ", meetingsOf(node)),
    meetingNote(
      "Session: ",
      (node.meetings || []).filter((key) => !meetingsOf(node).includes(key)),
    ),
    cites.length ? el("p", { class: "row-note" }, "Refers to ", list(cites, "to")) : "",
    cited.length ? el("p", { class: "row-note" }, "Referred to by ", list(cited, "from")) : "",
    inferred.map((line) => inferredNote(line, node)),
    alone.has(node) && documents.length > 1
      ? el("p", { class: "row-note" }, "No reference joins it to the others.")
      : "",
  );
}

// "Later text of the draft (21, inferred)", in the rows of both documents.
function inferredNote(line, node) {
  if (node.id !== line.from && node.id !== line.to) return "";
  const other = byKey.get(node.id === line.from ? line.to : line.from);
  const words = {
    laterTextOf: node.id === line.from ? "Later text of " : "Earlier text of ",
    restates: node.id === line.from ? "Restates " : "Restated in ",
    resembles: "Similar wording: ",
  }[line.kind];
  return el(
    "p",
    { class: "row-note", "data-inferred": line.kind },
    words || "Joined by the user to ",
    focusLink(other.id, other.name),
    ` (${line.number}; ${WORDS.said.inferred})`,
  );
}

function meetingNote(words, meetings) {
  if (!meetings.length) return "";
  const links = meetings.map((key) => focusLink(key, byKey.get(key).name));
  return el("p", { class: "row-note" }, words, between(links, "; "));
}
