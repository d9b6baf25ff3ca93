// What a node refers to and what refers to it, step by step from the focused node.
//
// The same rule as seepara.network.neighbourhood: only citations are steps; what a part of the
// focused node cites, or what cites a part of it, is one step from it.

// One side: a list of entries {key, step, citations, active}, nearest first. `active` says whether
// the entry is there with the filters that are set; what is not stays in the list, greyed.
function side(focus, direction, depth, secretariat) {
  const all = [...walked(focus, direction, depth, () => true).values()];
  if (secretariat) return all.map((entry) => ({ ...entry, active: true }));
  const kept = walked(focus, direction, depth, (citation) => !isSecretariats(citation));
  const stays = (entry) => kept.has(entry.key) && kept.get(entry.key).step === entry.step;
  const entries = all.map((entry) => ({ ...entry, active: stays(entry) }));
  // By the body's words alone the way may be longer.
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
        if (!counts(citation) || seen.has(end)) continue;
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
  const group = isDocument(focus) ? byDocument : (entries) => entries;
  return {
    up: group(side(focus, "up", state.up, state.secretariat)),
    down: group(side(focus, "down", state.down, state.secretariat)),
    within: within(focus),
  };
}
