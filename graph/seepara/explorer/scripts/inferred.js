// What is inferred, with its evidence: earlier and later texts, restatements, similar wording.

const NUMBERS = [
  "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
  "twelve",
]; // prettier-ignore

const numberWord = (number) => NUMBERS[number] || number.toLocaleString("en");
const percent = (score) => `${Math.round(score * 100)} %`;

const INFERRED_PANELS = [
  ["earlier", "Earlier text"],
  ["later", "Later text"],
  ["restates", "Restated"],
];

function inferredPanels(around, node, state) {
  return INFERRED_PANELS.map(([head, title]) =>
    around[head].length ? inferredPanel(head, title, around[head], node, state) : "",
  );
}

function alikePanel(around, node, state) {
  if (!state.alike) return "";
  return inferredPanel("alike", "Similar wording", around.alike, node, state);
}

function inferredPanel(head, title, entries, node, state) {
  const id = `panel-${head}`;
  const active = entries.filter((entry) => entry.active).length;
  const notes = {
    earlier: "Found by comparing the texts; no text says so.",
    later: "Found by comparing the texts; no text says so.",
    restates: "The same paragraph under another number; inferred.",
    alike: "A hint only: it never counts in the lineage.",
  };
  return el(
    "section",
    { class: `panel panel-inferred panel-${head}`, id, "aria-labelledby": `${id}-title` },
    el("h3", { id: `${id}-title` }, title, " ", el("span", { class: "count" }, `(${active})`)),
    el("p", { class: "lead" }, notes[head]),
    entries.length ? "" : el("p", { class: "none" }, "None.", head === "alike" ? hintsElsewhere(state) : ""),
    el(
      "ul",
      { class: "entries" },
      entries.map((entry) => inferredItem(entry, node, state)),
    ),
  );
}

// Where there are hints, if there are none here.
function hintsElsewhere(state) {
  const number = knownHints().length;
  if (!number) return "";
  return [
    ` Elsewhere there ${number === 1 ? "is" : "are"} ${counted(number, "hint", "hints")}: see `,
    el("a", { href: addressOf({ ...state, focus: "", view: "overview" }) }, "the overview"),
    ".",
  ];
}

const knownHints = () => [...inferredLinks.values()].filter((link) => link.kind === "resembles");

function inferredItem(entry, focus, state) {
  const node = byKey.get(entry.key);
  const whole = documentOf(focus);
  const name = documentOf(node) === whole && node !== whole ? node.label : node.name;
  const compared = !isDocument(node) && isRead(node) && isRead(focus) && !isDocument(focus);
  const item = el(
    "li",
    {
      class: entry.active ? "entry" : "entry off",
      "data-entry": entry.key,
      "data-active": entry.active ? "yes" : "no",
    },
    el(
      "p",
      { class: "entry-head" },
      compared
        ? el(
            "a",
            {
              class: "entry-link",
              href: addressOfFocus(focus.id, { with: entry.key }),
              "data-key": entry.key,
              "data-compare": entry.key,
              "aria-current": state.with === entry.key ? "true" : "",
            },
            name,
          )
        : focusLink(entry.key, name, { class: "entry-link" }),
      " ",
      nodeTag(node),
      compared
        ? el(
            "span",
            { class: "entry-more" },
            focusLink(entry.key, "open", { "aria-label": `Open ${name}` }),
          )
        : "",
    ),
    datesOf(node).said ? el("p", { class: "entry-dates" }, datesOf(node).said) : "",
    entry.active ? "" : el("p", { class: "entry-off" }, reasonLeftOut(entry, state)),
    entry.citations.map((link) => inferredEvidence(link, focus)),
  );
  return pointOut(item, entry.key);
}

function inferredEvidence(link, focus) {
  const { inferred } = link;
  return el(
    "div",
    { class: "evidence" },
    endsNote(link, focus),
    inferred.verdict ? comparedWords(link) : "",
    inferred.proof !== undefined ? proofDetails(link) : "",
    inferred.likeness !== undefined
      ? el(
          "p",
          {},
          "Likeness ",
          el("strong", {}, percent(inferred.likeness)),
          " of the words, by weight.",
        )
      : "",
    el(
      "p",
      { class: "said" },
      tag(`inferred-${lineStyle(link)}`, `${WORDS.relations[link.kind] || ""}`),
      tag("inferred", saidBy(link)),
      inferred.judged && inferred.judged !== "add" ? tag("plain", judgedWords(inferred)) : "",
      inferred.judged === "add" ? tag("plain", judgedWords(inferred)) : "",
      [link.from, link.to].some(
        (key) => byKey.has(key) && isRead(byKey.get(key)) && isAbridged(byKey.get(key)),
      )
        ? abridgedMark()
        : "",
    ),
  );
}

// Which part of what is in focus is meant, and of what is listed, where that is a whole document.
function endsNote({ from, to }, focus) {
  const own = [from, to].find((key) => insideOf(key, focus));
  if (own === undefined || own === focus.id) return "";
  const other = own === from ? to : from;
  const words = isDocument(focus)
    ? [focusLink(to, byKey.get(to).label), " → ", focusLink(from, byKey.get(from).label)]
    : ["with ", focusLink(own, byKey.get(own).label)];
  return byKey.has(other) ? el("p", { class: "said" }, words) : "";
}

function insideOf(key, focus) {
  return inside(focus).some((one) => one.id === key);
}

const judgedWords = ({ judged, by, why }) =>
  `${{ accept: "accepted", add: "added" }[judged] || judged}${by ? ` by ${by}` : ""}${why ? `: ${why}` : ""}`;

function comparedWords({ inferred }) {
  const { verdict, score, words: shared, runner_up: second, between: known } = inferred;
  return [
    el(
      "p",
      {},
      el("strong", { class: "verdict" }, WORDS.verdicts[verdict] || verdict),
      `, score ${percent(score)} (words ${percent(shared)})`,
    ),
    second
      ? el(
          "p",
          { class: "runner-up" },
          "Next best: ",
          byKey.has(second[0]) ? focusLink(second[0], byKey.get(second[0]).label) : second[1],
          `, ${percent(second[2])}`,
        )
      : el("p", { class: "runner-up" }, "No other candidate."),
    known && known.length
      ? el("p", {}, "Between the two stands, not here: ", between(known, ", "), ".")
      : "",
  ];
}

// "six numbered pairs agree", which opens to the pairs.
function proofDetails(link) {
  const proof = lineage.proofs[link.inferred.proof];
  const pairs = counted2(proof.pairs.length, "numbered pair agrees", "numbered pairs agree");
  const there = byKey.get(proof.document);
  return el(
    "details",
    { class: "proof" },
    el("summary", {}, pairs),
    el(
      "p",
      {},
      `Paragraph n of ${there ? there.name : proof.document} is paragraph n + ${proof.shift} here; proved for ${proof.first} to ${proof.last}.`,
    ),
    el(
      "ol",
      { class: "pairs" },
      proof.pairs.map(([unit, cited, own, citedBy, ownBy]) =>
        el(
          "li",
          {},
          el("strong", {}, `${cited} → ${own}`),
          ": ",
          byKey.has(unit) ? focusLink(unit, byKey.get(unit).label) : unit,
          " says “",
          citedBy,
          "” and “",
          ownBy,
          "”",
        ),
      ),
    ),
  );
}

const counted2 = (number, one, many) => `${numberWord(number)} ${number === 1 ? one : many}`;

// Under an entry: "probably restated here as para. 21: six numbered pairs agree".
function restatedNotes(key, filter) {
  return restatedAs(key, filter).map((link) => {
    const here = byKey.get(link.from);
    if (!here) return "";
    return pointOut(
      el(
        "div",
        { class: "restated", "data-entry": link.from, "data-active": "yes" },
        el(
          "p",
          {},
          "probably restated here as ",
          focusLink(link.from, here.label.replace(/^P/, "p")),
          ":",
        ),
        proofDetails(link),
      ),
      link.from,
    );
  });
}

// The evidence of an inferred link on one line, for a table.
function evidenceWords({ inferred }) {
  if (inferred.verdict) {
    const second = inferred.runner_up;
    return `${inferred.verdict}, score ${inferred.score}${second ? `; next best ${second[1]}, ${second[2]}` : ""}`;
  }
  if (inferred.proof !== undefined) {
    return lineage.proofs[inferred.proof].pairs.map(([, a, b]) => `${a} = ${b}`).join("; ");
  }
  if (inferred.likeness !== undefined) return `likeness ${inferred.likeness}`;
  return inferred.judged ? judgedWords(inferred) : "";
}
