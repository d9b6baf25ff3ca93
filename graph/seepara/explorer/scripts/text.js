// A unit's words, with its note marks and with the phrases that refer made links.

function unitText(node) {
  const text = node.text || "";
  const pieces = []; // [start, end, element maker], not overlapping
  for (const [reference, group] of grouped(outgoing.get(node.id) || [], (c) => c.reference)) {
    pieces.push(...phrasePieces(references[reference], group));
  }
  pieces.sort((a, b) => a.start - b.start);
  const marks = [...(node.marks || [])].sort((a, b) => a[0] - b[0]);
  const out = [];
  let position = 0;
  for (const piece of pieces) {
    if (piece.start < position) continue;
    out.push(...withMarks(node, text, position, piece.start, marks));
    out.push(piece.make(withMarks(node, text, piece.start, piece.end, marks)));
    position = piece.end;
  }
  out.push(...withMarks(node, text, position, text.length, marks, true));
  return out;
}

// One link a target where its words are known; else the phrase once, and its targets after it.
function phrasePieces(reference, group) {
  const asserted = reference.secretariat ? "secretariat" : "body";
  const single = group.length === 1 && group[0].to;
  if (single || group.every((citation) => citation.part && citation.to)) {
    return group.map((citation) => ({
      start: single ? reference.start : citation.part[0],
      end: single ? reference.end : citation.part[1],
      make: (children) => targetLink(citation, asserted, children),
    }));
  }
  const targets = group.map((citation) =>
    citation.to
      ? targetLink(citation, asserted, [byKey.get(citation.to).label])
      : [statusTag("ambiguous"), " ", candidateLinks(citation)],
  );
  return [
    {
      start: reference.start,
      end: reference.end,
      make: (children) =>
        el(
          "span",
          { class: `phrase phrase-${asserted}` },
          children,
          el("span", { class: "targets" }, " → ", between(targets, ", ")),
        ),
    },
  ];
}

function targetLink(citation, asserted, children) {
  const target = byKey.get(citation.to);
  return el(
    "a",
    {
      href: addressOfFocus(citation.to),
      class: `cites cites-${asserted} cites-${citation.status}`,
      title: `${target.name}: ${saidBy(citation)}`,
      "data-key": citation.to,
    },
    children,
  );
}

// What an ambiguous citation may mean; it may be that nothing is known which it could.
function candidateLinks(citation) {
  const links = (citation.candidates || []).map(([key, name]) =>
    byKey.has(key) ? focusLink(key, name) : name,
  );
  return links.length ? ["one of: ", between(links, " or ")] : "not known what is meant";
}

function between(items, separator) {
  return items.flatMap((item, place) => (place ? [separator, item] : [item]));
}

// The text from start to end, cut at the note marks; a mark at the very end comes with `last`.
function withMarks(node, text, start, end, marks, last) {
  const out = [];
  let position = start;
  for (const [offset, note] of marks) {
    if (offset < start || offset > end || (offset === end && !last)) continue;
    out.push(text.slice(position, offset), noteMark(node, note));
    position = offset;
  }
  out.push(text.slice(position, end));
  return out;
}

function noteMark(node, note) {
  const footnote = childrenOf(node).find((one) => one.kind === "footnote" && one.printed === note);
  const shown = footnote
    ? focusLink(footnote.id, note, { "aria-label": `Footnote ${note}` })
    : note;
  return el("sup", { class: "note-mark" }, shown);
}
