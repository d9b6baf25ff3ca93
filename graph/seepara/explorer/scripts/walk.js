// What a node refers to and what refers to it, step by step from the focused node.
//
// The same rule as seepara.network.neighbourhood: only citations are steps; what a part of the
// focused node cites, or what cites a part of it, is one step from it.

// One side: a list of entries {key, step, citations, active}, nearest first. `active` says whether
// the entry is there with the filters that are set; what is not stays in the list, greyed.
function side(focus, direction, depth, filter) {
  const all = [...walked(focus, direction, depth, () => true).values()];
  if (filter.none) return all.map((entry) => ({ ...entry, active: true }));
  const kept = walked(focus, direction, depth, (citation, end) => {
    return filter.link(citation) && filter.node(byKey.get(end));
  });
  const stays = (entry) => kept.has(entry.key) && kept.get(entry.key).step === entry.step;
  const entries = all.map((entry) => ({ ...entry, active: stays(entry) }));
  // With fewer links the way may be longer.
  const same = new Set(entries.filter((entry) => entry.active).map((entry) => entry.key));
  const longer = [...kept.values()].filter((entry) => !same.has(entry.key));
  return [...entries, ...longer.map((entry) => ({ ...entry, active: true }))].sort(
    (a, b) => a.step - b.step,
  );
}

function walked(focus, direction, depth, counts) {
  const [links, other] = direction === "up" ? [outgoing, (c) => c.to] : [incoming, (c) => c.from];
  const start = inside(focus).map((node) => node.id);
  const seen = new Set(start);
  const entries = new Map();
  let frontier = start;
  for (let step = 1; step <= depth; step += 1) {
    const found = new Map();
    for (const key of frontier) {
      for (const citation of links.get(key) || []) {
        // An ambiguous citation leads nowhere, so it is an end of its own.
        const end = citation.status === "ambiguous" ? citation.id : other(citation);
        if (seen.has(end) || !counts(citation, end)) continue;
        if (!found.has(end)) found.set(end, { key: end, step, citations: [] });
        found.get(end).citations.push(citation);
      }
    }
    for (const [key, entry] of found) {
      seen.add(key);
      entries.set(key, entry);
    }
    frontier = [...found.keys()];
  }
  return entries;
}

// References between two parts of the focused node: they lead nowhere else.
function within(focus) {
  const keys = new Set(inside(focus).map((node) => node.id));
  return [...keys]
    .flatMap((key) => outgoing.get(key) || [])
    .filter((citation) => citation.to !== citation.from && keys.has(citation.to));
}

// What is inferred of the focused node and its parts, as entries under four heads: its earlier and
// later texts, what it restates or is restated as, and what is worded alike.
function inferredAround(focus, filter) {
  const keys = new Set(inside(focus).map((node) => node.id));
  const heads = { earlier: new Map(), later: new Map(), restates: new Map(), alike: new Map() };
  for (const key of keys) {
    for (const link of inferredAt.get(key) || []) {
      const other = link.from === key ? link.to : link.from;
      if (keys.has(other) || !byKey.has(other)) continue;
      const head =
        { restates: "restates", resembles: "alike" }[link.kind] ||
        (link.from === key ? "earlier" : "later");
      const entries = heads[head];
      if (!entries.has(other)) entries.set(other, { key: other, step: 1, citations: [] });
      const entry = entries.get(other);
      if (!entry.citations.includes(link)) entry.citations.push(link);
    }
  }
  const active = (entry) =>
    entry.citations.some(filter.link) && Boolean(filter.node(byKey.get(entry.key)));
  return Object.fromEntries(
    Object.entries(heads).map(([head, entries]) => [
      head,
      [...entries.values()].map((entry) => ({ ...entry, active: active(entry) })),
    ]),
  );
}

// Where the nodes of a list are restated under another number: shown with each of them.
function restatedAs(key, filter) {
  return (inferredAt.get(key) || []).filter(
    (link) => link.kind === "restates" && link.to === key && filter.link(link),
  );
}

// Around a whole document the other ends are documents too: its paragraphs would hide the picture.
function byDocument(entries) {
  const groups = new Map();
  for (const entry of entries) {
    const node = byKey.get(entry.key);
    const key = node ? documentOf(node).id : entry.key;
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { ...entry, key, citations: [...entry.citations] });
    } else {
      group.citations.push(...entry.citations);
      group.active = group.active || entry.active;
    }
  }
  return [...groups.values()];
}

function neighbourhood(focus, state) {
  const filter = filterOf(state);
  const group = isDocument(focus) ? byDocument : (entries) => entries;
  const inferred = inferredAround(focus, filter);
  const [up, down] = ["up", "down"].map((way) => side(focus, way, state[way], filter));
  const { earlier, later, restates } = inferred;
  const joined = [up, down, earlier, later, restates].flat();
  return {
    up: group(up),
    down: group(down),
    beside: state.up ? besideThrough(focus, joined, filter) : [],
    earlier: group(inferred.earlier),
    later: group(inferred.later),
    restates: group(inferred.restates),
    alike: group(inferred.alike),
    within: within(focus),
    filter,
  };
}

// All that counts as the lineage of the node: never what is only worded alike.
function lineageEntries(around) {
  const { up, down, earlier, later, restates, beside } = around;
  return [up, down, earlier, later, restates, beside].flat();
}
