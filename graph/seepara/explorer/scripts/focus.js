// One node in focus: its words, what it refers to and is referred to by, and the drawing of both.

function focusView(node, state) {
  const around = neighbourhood(node, state);
  const model = neighbourhoodModel(node, around, state);
  const picture = drawing(
    "drawing-focus",
    `Drawing: ${node.name} and what it is linked to; the lists hold the same`,
    model,
  );
  const listed = lineageEntries(around);
  const compared = state.with ? comparison(node, state.with) : "";
  return {
    element: el(
      "article",
      { class: "focus", "aria-labelledby": "view-title" },
      focusHead(node),
      controls(node, around, state),
      compared,
      el(
        "div",
        { class: "focus-columns" },
        el("section", { class: "words", "aria-label": "Text" }, words(node)),
        el(
          "section",
          { class: "picture", "aria-labelledby": "picture-title" },
          el("h3", { id: "picture-title", class: "unseen" }, "Drawing"),
          model.nodes.length > 1
            ? picture.figure
            : el(
                "p",
                { class: "none" },
                "Nothing to draw: no reference leads from here or to here.",
              ),
          model.left
            ? el(
                "p",
                { class: "notice" },
                `The drawing stops at ${MOST_DRAWN} neighbours; ${counted(model.left, "more is", "more are")} in the lists.`,
              )
            : "",
        ),
        el(
          "div",
          { class: "links" },
          entryPanel("up", "Refers to", around, node, state),
          entryPanel("down", "Referred to by", around, node, state),
          besidePanel(around, node, state),
          inferredPanels(around, node, state),
          withinPanel(around.within, around.filter),
          aboveNote(node, around.filter),
          alikePanel(around, node, state),
          listed.length === 0 &&
            around.within.length === 0 &&
            isRead(node) &&
            node.kind !== "meeting"
            ? el("p", { class: "none" }, "No reference was found here, and none leads here.")
            : "",
        ),
      ),
    ),
    start: () => {
      if (model.nodes.length > 1) picture.start();
    },
    said: `${node.name}. Refers to ${activeCount(around.up)}, referred to by ${activeCount(around.down)}.`,
  };
}

const activeCount = (entries) => entries.filter((entry) => entry.active && entry.step === 1).length;

function focusHead(node) {
  const whole = documentOf(node);
  const path = [
    ...new Set([node.kind === "meeting" ? undefined : whole, ...ancestors(node)]),
  ].filter((one) => one && one !== node);
  const dates = node.kind === "meeting" ? node.place || "" : datesOf(node).said;
  return el(
    "header",
    { class: "focus-head" },
    path.length
      ? el(
          "nav",
          { "aria-label": "Where it stands" },
          el(
            "ol",
            { class: "path" },
            path.map((one) =>
              el(
                "li",
                {},
                focusLink(one.id, one.label),
                one.kind === "section" && one.text
                  ? el("span", { class: "path-title", dir: "auto" }, ` ${one.text}`)
                  : "",
              ),
            ),
          ),
        )
      : "",
    el(
      "div",
      { class: "focus-title" },
      el("h2", { id: "view-title", tabindex: "-1" }, node.label),
      el("span", { class: "dates" }, dates),
      el(
        "div",
        { class: "actions" },
        neighbours(node),
        officialLink(node),
        node.kind === "meeting" ? "" : copyButton(node),
      ),
    ),
    el(
      "p",
      { class: "facts" },
      tag("plain", WORDS.kinds[node.kind] || node.kind),
      node.recommendation ? tag("plain", "Recommendation") : "",
      nodeTag(node),
      demandsOf(node).map(([addressee, strength]) =>
        tag(
          "demand",
          `${valueName("who", addressee || "none")}: ${valueName("how", strength || "none")}`,
        ),
      ),
      isAbridged(node) ? abridgedMark() : "",
    ),
  );
}

function copyButton(node) {
  const button = el(
    "button",
    { type: "button", class: "button", id: "copy-citation" },
    "Copy citation",
  );
  button.addEventListener("click", async () => {
    const text = citationText(node);
    const copied = await copyText(text);
    button.textContent = copied ? "Copied" : "Copy citation";
    announce(copied ? `Copied: ${text}` : `Could not copy. The citation is: ${text}`);
    if (!copied && !button.parentNode.querySelector(".to-copy")) {
      button.after(el("span", { class: "to-copy" }, text));
    }
    setTimeout(() => {
      button.textContent = "Copy citation";
    }, 2500);
  });
  return button;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// The units before and after it in reading order, among those of its rank.
function neighbours(node) {
  if (!isRead(node) || isDocument(node)) return "";
  const siblings = (partsOf.get(node.parent) || []).filter(
    (one) => one.kind !== "footnote" && isRead(one),
  );
  const place = siblings.indexOf(node);
  const step = (one, words, arrow, way) =>
    one
      ? focusLink(one.id, place < 0 ? "" : `${arrow} ${one.label}`, {
          class: `step ${way}`,
          "aria-label": `${words}: ${one.label}`,
        })
      : "";
  if (place < 0) return "";
  return el(
    "span",
    { class: "steps" },
    step(siblings[place - 1], "Before it", "←", "before"),
    step(siblings[place + 1], "After it", "→", "after"),
  );
}

// A reference to the paragraph is none to its letter, but whoever reads the letter wants to know.
function aboveNote(node, filter) {
  const notes = ancestors(node)
    .filter((one) => one.kind !== "section" && !isDocument(one))
    .map((one) => {
      const links = [...(outgoing.get(one.id) || []), ...(incoming.get(one.id) || [])];
      const kept = links.filter(filter.link);
      return kept.length
        ? el(
            "p",
            { class: "above" },
            focusLink(one.id, one.label),
            `, which it is part of, has ${counted(kept.length, "link", "links")} of its own.`,
          )
        : "";
    });
  return el("div", {}, notes);
}
