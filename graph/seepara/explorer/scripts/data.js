// What the page holds: the blocks that data.py describes, and indexes over them. A page in parts
// (splitting.py) holds at first what every view needs; `takePart` adds to it.

function block(name) {
  return JSON.parse(document.getElementById(`data-${name}`).textContent);
}

const WORDS = block("words");
const nodes = [];
const edges = [];
const references = [];
// All citations, those that are ambiguous too: they have a source and candidates, but no target.
const citations = [];

const byKey = new Map();
const rank = new Map();
const aliases = new Map();
const outgoing = new Map();
const incoming = new Map();
const partsOf = new Map();
const heldAt = new Map();

// Where the numbers of each document begin: what comes before it is counted.
const beginnings = [];
const total = { nodes: 0, edges: 0, references: 0, ambiguous: 0 };

function addNodes(some, begin) {
  for (const [at, node] of some.entries()) {
    const cut = node.id.indexOf("#");
    if (cut >= 0) node.document = node.id.slice(0, cut);
    nodes.push(node);
    byKey.set(node.id, node);
    rank.set(node.id, begin + at);
    for (const alias of node.aliases || []) aliases.set(alias, node.id);
  }
  for (const node of some) {
    if (node.parent === undefined) continue;
    into(partsOf, node.parent, node);
    if (node.meeting && (byKey.get(node.parent) || {}).meeting !== node.meeting) {
      into(heldAt, node.meeting, node);
    }
  }
}

// A document, or what documents name.
function takePiece(piece) {
  if (!piece.node) {
    addNodes(piece.nodes, total.nodes);
    total.nodes += piece.nodes.length;
    return;
  }
  const begin = { ...total };
  beginnings.push(begin);
  addNodes([piece.node], begin.nodes);
  ["nodes", "edges", "references", "ambiguous"].forEach((name, at) => {
    total[name] += piece.counts[at];
  });
}

// What lies in a document, by its place among the documents.
function takePart(part, place) {
  const begin = beginnings[place];
  addNodes(part.nodes, begin.nodes + 1);
  part.references.forEach((reference, at) => {
    references[begin.references + at] = reference;
  });
  part.edges.forEach((edge, at) => {
    edge.id = String(begin.edges + at);
    edge.reference += begin.references;
    edges.push(edge);
    into(incoming, edge.to, edge);
    addCitation(edge);
  });
  part.ambiguous.forEach((one, at) => {
    const id = `?${begin.ambiguous + at}`;
    one.reference += begin.references;
    addCitation({ ...one, id, from: references[one.reference].unit, status: "ambiguous" });
  });
}

function addCitation(citation) {
  citations.push(citation);
  into(outgoing, citation.from, citation);
}

function into(groups, key, item) {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

const records = block("records");
const { summary, split } = records;
const pieces = block("documents");
const parts = block("parts");
const called = new Map(); // key → what documents call it
for (const [place, piece] of pieces.entries()) {
  takePiece(piece);
  if (parts[place]) takePart(parts[place], place);
  for (const [key, name] of Object.entries(piece.described || {})) into(called, key, name);
}
for (const [key, names] of called) {
  const node = byKey.get(key);
  if (node && node.unread) node.names = [...new Set(names)];
}

function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}

// A key as a link may have it: an older key of a document still leads to it.
function knownKey(key) {
  if (byKey.has(key)) return key;
  const [whole, ...path] = key.split("#");
  const now = aliases.get(whole);
  const renamed = now === undefined ? "" : [now, ...path].join("#");
  return byKey.has(renamed) ? renamed : "";
}

function documentOf(node) {
  return node.document === undefined ? node : byKey.get(node.document) || node;
}

const isDocument = (node) => node.document === undefined && node.kind !== "meeting";
const isRead = (node) => !node.unread && !node.missing && node.kind !== "meeting";
const isAbridged = (node) =>
  node.kind === "meeting" ? childrenOf(node).some(isAbridged) : Boolean(documentOf(node).abridged);
const isSecretariats = (citation) =>
  citation.reference !== undefined && Boolean(references[citation.reference].secretariat);

function childrenOf(node) {
  return (node.kind === "meeting" ? heldAt.get(node.id) : partsOf.get(node.id)) || [];
}

// The node and all that lies in it, in the order of reading.
function inside(node) {
  return [node, ...childrenOf(node).flatMap(inside)];
}

function ancestors(node) {
  const above = [];
  for (let one = byKey.get(node.parent); one; one = byKey.get(one.parent)) above.unshift(one);
  return above;
}

// The words of the date that counts for a node, and what that date is.
function datesOf(node) {
  const whole = documentOf(node);
  const meeting = byKey.get(node.meeting);
  if (node.kind === "meeting") return { days: node.days || "", said: node.days || "" };
  if (!isRead(whole)) return { days: "", said: "" };
  const verb = whole.stage === "draft" ? "considered" : "adopted";
  const said = [whole.days, meeting && meeting.days ? `${verb} ${meeting.days}` : ""];
  return {
    days: (meeting && meeting.days) || whole.days || "",
    said: said.filter(Boolean).join("; "),
  };
}

function phraseOf(citation) {
  const reference = references[citation.reference];
  const unit = byKey.get(reference.unit);
  if (reference.phrase) return { before: "", part: reference.phrase, after: "" };
  const [start, end] = citation.part || [reference.start, reference.end];
  return {
    before: unit.text.slice(reference.start, start),
    part: unit.text.slice(start, end),
    after: unit.text.slice(end, reference.end),
  };
}

function citationText(node) {
  if (typeof node.citation === "string") return node.citation;
  const [length, rest] = node.citation;
  return documentOf(node).citation.slice(0, length) + rest;
}

const figures = new Intl.NumberFormat("en");

function counted(number, one, many) {
  return `${figures.format(number)} ${number === 1 ? one : many}`;
}

// Nodes in the order of their numbers: 7, 17, 17 (a).
const collator = new Intl.Collator("en", { numeric: true });
const byLabel = (a, b) => collator.compare(a.label, b.label);
