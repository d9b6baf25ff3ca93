// What the filters leave out: of links by relation and by who says it, of nodes by kind, document,
// year, and by whom a recommendation asks, how strongly.

// The values of a link or node under each facet.
const FACET_VALUES = {
  rel: (citation) => [relationOf(citation)],
  kind: (node) => [node.kind],
  doc: (node) => (node.kind === "meeting" ? [] : [documentOf(node).id]),
  who: (node) => demandsOf(node).map(([addressee]) => addressee || "none"),
  how: (node) => demandsOf(node).map(([, strength]) => strength || "none"),
};
const FACET_NAMES = {
  rel: "Relation",
  kind: "Kind",
  doc: "Document",
  who: "Who is asked",
  how: "How strongly",
};

const demandsOf = (node) => lineage.demands[node.id] || [];

function valueName(facet, value) {
  const tables = {
    rel: WORDS.relations,
    kind: WORDS.kinds,
    who: WORDS.addressees,
    how: WORDS.strengths,
  };
  if (facet === "doc") return byKey.has(value) ? byKey.get(value).name : value;
  return tables[facet][value] || value;
}

// Whether any value is left; what has none under a facet is not touched by it.
function isLeft(facet, thing, hidden) {
  const values = FACET_VALUES[facet](thing);
  return !values.length || values.some((value) => !hidden.has(`${facet}:${value}`));
}

// Says of links and nodes whether they count with the filters that are set.
function filterOf(state) {
  const hidden = new Set(state.hidden);
  const nodeFacets = FACETS.filter((facet) => facet !== "rel");
  const passes = (node) =>
    !node ||
    (nodeFacets.every((facet) => isLeft(facet, node, hidden)) && inYears(yearOf(node), state));
  return {
    link: (citation) => {
      if (citation.kind === "resembles") return state.alike;
      return state[asserterOf(citation)] && isLeft("rel", citation, hidden);
    },
    node: passes,
    none: state.secretariat && state.body && state.inferred && !isNarrowed(state),
  };
}

const isNarrowed = (state) => Boolean(state.hidden.length || state.from || state.to);

// The year of the meeting or document; of what was not read, what its symbol tells.
function yearOf(node) {
  const meeting = node.kind === "meeting" ? node : byKey.get(node.meeting);
  const whole = documentOf(node);
  const date = (meeting && meeting.date) || whole.date || lineage.years[whole.id] || "";
  return date.slice(0, 4);
}

function inYears(year, { from, to }) {
  if (!from && !to) return true;
  return Boolean(year) && (!from || year >= from) && (!to || year <= to);
}

// Why an entry is left out, in words.
function reasonLeftOut(entry, state) {
  const asserters = new Set(entry.citations.map(asserterOf));
  if (asserters.size === 1) {
    const [only] = asserters;
    if (!state[only]) {
      return {
        secretariat: "Left out: only the secretariat says so.",
        body: "Left out: only the body’s own words say so.",
        inferred: "Left out: no text says so.",
      }[only];
    }
  }
  return "Left out by the filters.";
}
