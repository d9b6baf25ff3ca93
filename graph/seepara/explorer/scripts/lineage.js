// The lineage that lineage_data.py computed: which citations are steps and of which kind, what is
// inferred, and the words for all of it. Here nothing is inferred.
//
// An inferred link has the form of a citation, with `inferred` as its evidence: it leads from the
// newer node to the older.

const lineage = { proofs: [], years: {}, own_words: {}, added: {}, demands: {} };
const stepKinds = new Map(); // edge → kind, where that is not the rule
const turnedEdges = new Set();
const besideEdges = new Set();
const noSteps = new Set();
const inferredLinks = new Map(); // place → link
const inferredAt = new Map(); // key → links that end there

const RULE = "refersTo";

function takeSteps(some, place) {
  const { edges: begin } = beginnings[place];
  Object.assign(lineage.demands, some.demands || {});
  for (const [kind, found] of Object.entries(some.kinds || {})) {
    for (const edge of found) stepKinds.set(String(begin + edge), kind);
  }
  for (const [name, set] of [
    ["turned", turnedEdges],
    ["beside", besideEdges],
    ["apart", noSteps],
  ]) {
    for (const edge of some[name] || []) set.add(String(begin + edge));
  }
}

function takeInferred(some) {
  some.forEach((evidence, at) => {
    const place = evidence.place === undefined ? at : evidence.place;
    if (inferredLinks.has(place)) return;
    const link = {
      id: `~${place}`,
      from: evidence.newer,
      to: evidence.older,
      status: "inferred",
      kind: evidence.kind,
      inferred: evidence,
    };
    inferredLinks.set(place, link);
    into(inferredAt, link.from, link);
    into(inferredAt, link.to, link);
  });
}

for (const piece of pieces) {
  for (const name of ["years", "own_words"]) Object.assign(lineage[name], piece[name] || {});
  if (piece.added) lineage.added[piece.node.id] = piece.added;
}
parts.forEach((part, place) => takeSteps(part.lineage, place));
lineage.proofs.push(...(records.lineage.proofs || []));
takeInferred(records.lineage.inferred || []);

// What joins two nodes: one of the names in words.toml.
function relationOf(citation) {
  if (citation.inferred) return citation.kind;
  const { relation } = references[citation.reference];
  return WORDS.relations[relation] ? relation : "cites";
}

// What kind of step of a lineage a citation is; none for what leads nowhere or stays within.
function kindOf(citation) {
  if (citation.inferred) return citation.kind;
  if (citation.status === "ambiguous" || noSteps.has(citation.id)) return "";
  return stepKinds.get(citation.id) || RULE;
}

// The older and the newer end of a step.
function endsOf(citation) {
  const turned = !citation.inferred && turnedEdges.has(citation.id);
  return turned
    ? { older: citation.from, newer: citation.to }
    : { older: citation.to, newer: citation.from };
}

// Who says it, as one of the three that can be left out.
function asserterOf(citation) {
  if (citation.inferred) return "inferred";
  return isSecretariats(citation) ? "secretariat" : "body";
}

// … and in words: "the secretariat’s cross-reference (para. 4)", "the Group’s own words".
function saidBy(citation) {
  if (citation.inferred) {
    return citation.inferred.judged === "add" ? WORDS.said.added : WORDS.said.inferred;
  }
  const unit = byKey.get(references[citation.reference].unit);
  if (isSecretariats(citation)) {
    const place = byKey.get(lineage.added[documentOf(unit).id]);
    return place
      ? WORDS.said.secretariat_in.replace("{place}", place.label.replace(/^P/, "p"))
      : WORDS.said.secretariat;
  }
  const own = lineage.own_words;
  return own[unit.meeting] || own[documentOf(unit).id] || WORDS.said.document;
}

// Steps that a way may take: no resemblances, and nothing that a filter leaves out.
function stepsAt(key) {
  return [
    ...(outgoing.get(key) || []),
    ...(incoming.get(key) || []),
    ...(inferredAt.get(key) || []),
  ]
    .filter((citation) => kindOf(citation) && kindOf(citation) !== "resembles")
    .filter((citation, at, all) => all.indexOf(citation) === at);
}

// A shortest way between two nodes over steps of the lineage, as a list of citations; undefined if
// there is none. The same rule as seepara.lineage.path: it goes on from a paragraph to its parts,
// and from a part to its paragraph.
function wayBetween(source, target, counts) {
  const came = new Map(wholeOf(source).map((key) => [key, undefined]));
  const ends = new Set(wholeOf(target));
  const waiting = [...came.keys()];
  for (let at = 0; at < waiting.length; at += 1) {
    const here = waiting[at];
    if (ends.has(here)) return wayTo(here, came);
    for (const citation of stepsAt(here)) {
      const other = citation.from === here ? citation.to : citation.from;
      if (!counts(citation) || came.has(other)) continue;
      for (const key of wholeOf(other)) {
        if (came.has(key)) continue;
        came.set(key, { here, citation });
        waiting.push(key);
      }
    }
  }
  return undefined;
}

function wayTo(end, came) {
  const way = [];
  for (let step = came.get(end); step; step = came.get(step.here)) way.unshift(step.citation);
  return way;
}

// A unit with its parts and the paragraphs around it; of a document or section, only itself.
function wholeOf(key) {
  const node = byKey.get(key);
  const path = key.split("#")[1] || "";
  if (!node || !path || path.includes(" ")) return [key];
  const around = ancestors(node).filter((one) => !isDocument(one) && !one.id.includes(" "));
  return [...inside(node).map((one) => one.id), ...around.reverse().map((one) => one.id)];
}
