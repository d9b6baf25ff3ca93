// Two texts beside each other, with the words that were taken out and put in. Of an abridged text no
// such words are shown: they would be those of the edition, not of the document.

function comparison(focus, key) {
  const other = byKey.get(key);
  if (!other || !isRead(other) || other === focus) return "";
  const link = (inferredAt.get(key) || []).find(
    (one) => insideOf(one.from, focus) || insideOf(one.to, focus),
  );
  const [older, newer] = link ? [byKey.get(link.to), byKey.get(link.from)] : [other, focus];
  const changes = link && link.inferred.changes;
  const abridged = [older, newer].some(isAbridged);
  return el(
    "section",
    { class: "comparison panel", id: "comparison", "aria-labelledby": "comparison-title" },
    el(
      "div",
      { class: "comparison-head" },
      el("h3", { id: "comparison-title", tabindex: "-1" }, "The two texts"),
      el("a", { class: "step", id: "close-comparison", href: addressOfFocus(focus.id) }, "Close"),
    ),
    changes
      ? el(
          "p",
          { class: "lead" },
          el("del", {}, "struck through"),
          " is only in the earlier text, ",
          el("ins", {}, "underlined"),
          " only in the later one.",
        )
      : el("p", { class: "notice", id: "no-diff" }, whyNoDiff(abridged, link, older, newer)),
    el(
      "div",
      { class: "texts" },
      oneText(
        older,
        "Earlier",
        changes ? marks2(older.text, changes, "delete", 1, "del") : older.text,
      ),
      oneText(
        newer,
        "Later",
        changes ? marks2(newer.text, changes, "insert", 3, "ins") : newer.text,
      ),
    ),
    link ? inferredEvidence(link, focus) : "",
  );
}

function whyNoDiff(abridged, link, older, newer) {
  if (abridged) {
    return `Words are not compared one by one: ${
      isAbridged(older) && isAbridged(newer) ? "both texts are" : "one text is"
    } ${ABRIDGED}.`;
  }
  if (link && link.kind === "resembles") {
    return "Words are not compared one by one: these are two texts, not two versions of one.";
  }
  return "Words are not compared one by one: nothing joins these two texts as versions of one.";
}

function oneText(node, which, content) {
  return el(
    "article",
    { class: "one-text", "data-text": node.id },
    el(
      "h4",
      {},
      `${which}: `,
      focusLink(node.id, node.name),
      isAbridged(node) ? [" ", abridgedMark()] : "",
    ),
    datesOf(node).said ? el("p", { class: "entry-dates" }, datesOf(node).said) : "",
    el("p", { class: "compared", dir: "auto", lang: documentOf(node).language }, content || ""),
  );
}

// The text with its own changed runs in `name` elements; `at` is where their start stands.
function marks2(text, changes, kind, at, name) {
  const out = [];
  let position = 0;
  for (const change of changes) {
    if (change[0] !== kind) continue;
    const [start, end] = [change[at], change[at + 1]];
    out.push(text.slice(position, start), el(name, {}, text.slice(start, end)));
    position = end;
  }
  out.push(text.slice(position));
  return out;
}
