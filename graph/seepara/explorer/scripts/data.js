// What the page holds: the blocks that data.py describes, and indexes over them.

function block(name) {
  return JSON.parse(document.getElementById(`data-${name}`).textContent);
}

const nodes = block("nodes");
for (const node of nodes) {
  const [whole, ...path] = node.id.split("#");
  if (path.length) node.document = whole;
  if (node.parent !== undefined) node.parent = nodes[node.parent].id;
  if (node.meeting !== undefined) node.meeting = nodes[node.meeting].id;
}
const edges = block("edges");
const { references, ambiguous, summary } = block("records");

const byKey = new Map(nodes.map((node) => [node.id, node]));
const rank = new Map(nodes.map((node, place) => [node.id, place]));
const aliases = new Map(
  nodes.flatMap((node) => (node.aliases || []).map((alias) => [alias, node.id])),
);

// All citations, those that are ambiguous too: they have a source and candidates, but no target.
const citations = edges.concat(
  ambiguous.map((one, place) => ({
    ...one,
    id: `?${place}`,
    from: references[one.reference].unit,
    status: "ambiguous",
  })),
);

const outgoing = grouped(citations, (citation) => citation.from);
const incoming = grouped(edges, (edge) => edge.to);
const partsOf = grouped(nodes, (node) => node.parent);
const heldAt = grouped(
  nodes.filter((node) => node.meeting && (byKey.get(node.parent) || {}).meeting !== node.meeting),
  (node) => node.meeting,
);

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
const isSecretariats = (citation) => Boolean(references[citation.reference].secretariat);

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

function counted(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

// Nodes in the order of their numbers: 7, 17, 17 (a).
const collator = new Intl.Collator("en", { numeric: true });
const byLabel = (a, b) => collator.compare(a.label, b.label);
