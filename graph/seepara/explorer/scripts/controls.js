// What can be set for a node in focus: depth, who says it, similar wording, the other filters.

function controls(node, around, state) {
  return el(
    "div",
    { class: "controls", role: "group", "aria-label": "What is shown" },
    depthControl("up", "Steps to what it refers to", state),
    depthControl("down", "Steps to what refers to it", state),
    toggle("secretariat", "The secretariat’s cross-references", state),
    toggle("alike", "Similar wording", state),
    filterPanel(around, state),
    el(
      "button",
      { type: "button", class: "button", id: "find-way", on: { click: () => askWay(node) } },
      "Way to…",
    ),
    lineageCount(around, state),
  );
}

function toggle(name, words, state) {
  return el(
    "label",
    { class: "check" },
    el("input", {
      type: "checkbox",
      id: name,
      checked: state[name],
      on: { change: (event) => changeState({ [name]: event.target.checked }) },
    }),
    ` ${words}`,
  );
}

function depthControl(name, words, state) {
  return el(
    "fieldset",
    { class: "depth" },
    el("legend", {}, words),
    DEPTHS.map((number) =>
      el(
        "label",
        {},
        el("input", {
          type: "radio",
          name,
          value: String(number),
          checked: state[name] === number,
          on: { change: () => changeState({ [name]: number }) },
        }),
        el("span", {}, String(number)),
      ),
    ),
  );
}

// How many links count as the lineage; what is only worded alike is told apart from them.
function lineageCount(around, state) {
  const links = new Set(
    lineageEntries(around)
      .filter((entry) => entry.active)
      .flatMap((entry) => entry.citations.filter(around.filter.link)),
  );
  const hints = around.alike.length;
  return el(
    "p",
    { class: "lineage-count", id: "lineage-count" },
    el("strong", {}, counted(links.size, "link", "links")),
    " shown",
    state.alike && hints
      ? el(
          "span",
          { id: "hints" },
          `; ${counted(hints, "hint", "hints")} of similar wording, not counted`,
        )
      : "",
  );
}

// The overview has similar wording too, as lines between documents.
function alikeControl(state) {
  if (!knownHints().length) return "";
  return el("div", { class: "controls" }, toggle("alike", "Similar wording", state));
}

function filterPanel(around, state) {
  const entries = lineageEntries(around);
  const here = entries.map((entry) => byKey.get(entry.key)).filter(Boolean);
  const links = entries.flatMap((entry) => entry.citations);
  const set = state.hidden.length + Number(Boolean(state.from || state.to));
  const others = ["body", "inferred"].filter((name) => !state[name]).length;
  const number = set + others;
  return el(
    "details",
    { class: "filters", id: "filters", open: filtersOpen, on: { toggle: rememberFilters } },
    el("summary", {}, "Filters", number ? el("span", { class: "count" }, ` (${number} set)`) : ""),
    el(
      "div",
      { class: "facets" },
      el(
        "fieldset",
        { class: "facet" },
        el("legend", {}, "Said by"),
        toggle("body", "The body’s own words", state),
        toggle("inferred", "Inferred", state),
      ),
      facet("rel", links, state),
      ["kind", "doc", "who", "how"].map((name) => facet(name, here, state)),
      el(
        "fieldset",
        { class: "facet years" },
        el("legend", {}, "Years"),
        yearInput("from", "from", state),
        yearInput("to", "to", state),
      ),
      el(
        "button",
        {
          type: "button",
          class: "button",
          id: "clear-filters",
          on: {
            click: () =>
              changeState({
                hidden: [],
                from: "",
                to: "",
                body: true,
                inferred: true,
                secretariat: true,
              }),
          },
        },
        "Show all again",
      ),
    ),
  );
}

let filtersOpen = false;

function rememberFilters(event) {
  filtersOpen = event.target.open;
}

// A facet's values: those that are there, and those that are left out.
function facet(name, things, state) {
  const counts = new Map();
  for (const thing of things) {
    for (const value of new Set(FACET_VALUES[name](thing))) {
      counts.set(value, (counts.get(value) || 0) + 1);
    }
  }
  for (const one of state.hidden) {
    const [own, value] = [one.slice(0, one.indexOf(":")), one.slice(one.indexOf(":") + 1)];
    if (own === name && !counts.has(value)) counts.set(value, 0);
  }
  if (!counts.size) return "";
  const change = (value) => (event) => {
    const hidden = state.hidden.filter((one) => one !== `${name}:${value}`);
    changeState({ hidden: event.target.checked ? hidden : [...hidden, `${name}:${value}`].sort() });
  };
  return el(
    "fieldset",
    { class: "facet" },
    el("legend", {}, FACET_NAMES[name]),
    [...counts].map(([value, number]) =>
      el(
        "label",
        { class: "check" },
        el("input", {
          type: "checkbox",
          "data-facet": `${name}:${value}`,
          checked: !state.hidden.includes(`${name}:${value}`),
          on: { change: change(value) },
        }),
        ` ${valueName(name, value)} `,
        el("span", { class: "count" }, `(${number})`),
      ),
    ),
  );
}

function yearInput(name, words, state) {
  return el(
    "label",
    {},
    `${words} `,
    el("input", {
      type: "text",
      inputmode: "numeric",
      id: `year-${name}`,
      value: state[name],
      size: "4",
      maxlength: "4",
      pattern: "\\d{4}",
      on: { change: (event) => changeState({ [name]: event.target.value.trim() }) },
    }),
  );
}
