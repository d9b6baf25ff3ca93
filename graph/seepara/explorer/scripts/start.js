// The page as a whole: the address decides what is shown.

let redraw = () => {};
let asked = 0;
let shown; // the address that is shown

function clearDrawings() {
  for (const network of drawn.values()) network.destroy();
  drawn.clear();
  plans.clear();
}

// Of a page in parts, what a view needs comes first; of any other, everything is there.
function render(byUser) {
  const state = currentState();
  const wanted = (asked += 1);
  const coming = split && partsFor(state);
  if (!coming) return show(state, byUser);
  document.getElementById("view").setAttribute("aria-busy", "true");
  coming
    .then(() => wanted === asked && show(state, byUser))
    .catch((error) => wanted === asked && showTrouble(error));
}

function partsFor(state) {
  if (state.way) return loadAll();
  if (!state.focus) return state.view === "unresolved" ? loadAll() : undefined;
  const [whole, ...path] = state.focus.split("#");
  const key = [aliases.get(whole) || whole, ...path].join("#");
  const ends = state.with ? [key, state.with] : [key];
  return loadFor(ends).then(() => loadAround(key, state));
}

function show(state, byUser) {
  const key = state.focus && knownKey(state.focus);
  const { element, start, said, title } = viewFor(state, key);
  const place = document.getElementById("view");
  clearDrawings();
  const had =
    document.activeElement && document.activeElement.closest("#view")
      ? document.activeElement
      : null;
  const kept = had ? pathOfControl(had) : "";
  place.removeAttribute("aria-busy");
  place.replaceChildren(element);
  start();
  redraw = start;
  shown = location.hash;
  // Printing may change the colour scheme, and so make the page anew.
  if (printing) preparePrint();
  document.title = `${title} – seepara`;
  for (const view of VIEWS) {
    const link = document.getElementById(`to-${view}`);
    link.href = addressOf({ ...state, focus: "", view });
    if (!state.focus && state.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.getElementById("home").href = addressOf({ ...state, focus: "", view: "overview" });
  if (!byUser) return;
  announce(said || title);
  const control = kept && document.querySelector(kept);
  const texts = document.getElementById("comparison-title");
  if (control) {
    control.focus();
  } else if (texts) {
    texts.focus({ preventScroll: true });
    texts.scrollIntoView({ block: "nearest" });
  } else {
    window.scrollTo(0, 0);
    document.getElementById("view-title").focus({ preventScroll: true });
  }
}

function showTrouble(error) {
  const element = el(
    "section",
    { class: "list-view" },
    el("h2", { id: "view-title", tabindex: "-1" }, "Not there"),
    el(
      "p",
      { class: "notice" },
      `This page needs the folder ${PARTS_FOLDER} beside it: ${error.message}.`,
    ),
  );
  document.getElementById("view").removeAttribute("aria-busy");
  document.getElementById("view").replaceChildren(element);
}

function viewFor(state, key) {
  if (key) {
    const node = byKey.get(key);
    const target = state.way && knownKey(state.way);
    if (target) return wayView(node, byKey.get(target), state);
    return { ...focusView(node, { ...state, with: knownKey(state.with) }), title: node.name };
  }
  if (state.focus) return { ...lost(state.focus), title: "Not found" };
  if (state.view === "unread")
    return { element: unreadView(), start: () => {}, title: "Cited, not read" };
  if (state.view === "unresolved")
    return { element: unresolvedView(), start: () => {}, title: "Unresolved" };
  return { ...overview(state), title: "Overview" };
}

function lost(key) {
  const element = el(
    "section",
    { class: "list-view" },
    el("h2", { id: "view-title", tabindex: "-1" }, "Not found"),
    el(
      "p",
      { class: "notice" },
      "The address asks for “",
      key,
      "”, and nothing here has that key.",
    ),
  );
  return { element, start: () => {} };
}

// A filter that was changed keeps the keyboard's focus, though the page around it is made anew.
function pathOfControl(element) {
  if (element.dataset.facet) return `[data-facet="${CSS.escape(element.dataset.facet)}"]`;
  if (element.type === "radio") return `input[name="${element.name}"]:checked`;
  return element.matches(".controls [id], .check [id]") ? `#${element.id}` : "";
}

function showSummary() {
  const { documents: read, units, citations: by, abridged } = summary;
  const total = Object.values(by).reduce((sum, number) => sum + number, 0);
  const parts = [
    counted(read, "document", "documents"),
    counted(units, "unit", "units"),
    `${counted(total, "citation", "citations")}: ${by.resolved.toLocaleString("en")} resolved, ${by.external.toLocaleString("en")} to what was not read, ${by.dangling.toLocaleString("en")} dangling, ${by.ambiguous.toLocaleString("en")} ambiguous`,
  ];
  document
    .getElementById("holds")
    .replaceChildren(
      el("p", {}, parts.join(" · ")),
      abridged
        ? el(
            "p",
            { class: "holds-abridged" },
            abridged === read ? "All texts here are " : `The texts of ${abridged} of them are `,
            abridgedMark(),
          )
        : "",
    );
  const count = (id, number) =>
    document.getElementById(id).append(" ", el("span", { class: "count" }, `(${number})`));
  count("to-unread", unreadDocuments().length);
  count("to-unresolved", by.dangling + by.ambiguous);
}

showSummary();
const searchInput = startSearch();
startKeys();
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
window.addEventListener("hashchange", () => render(true));
window.addEventListener("beforeprint", preparePrint);
window.addEventListener("afterprint", endPrint);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => render(false));

// A drawing takes the room there is, so it is made anew when that changes.
let width = window.innerWidth;
let waiting = 0;
window.addEventListener("resize", () => {
  if (window.innerWidth === width) return;
  width = window.innerWidth;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    clearDrawings();
    redraw();
  }, 150);
});

render(false);
if (!location.hash) searchInput.focus();

// For tests and for whoever opens the console; the page itself does not read it.
window.seepara = {
  networks: drawn,
  neighbours: (key, up = 1, down = 1) => {
    const around = neighbourhood(byKey.get(key), { ...stateFrom(""), up, down });
    const steps = (entries) => entries.map((entry) => [entry.key, entry.step]);
    return { up: steps(around.up), down: steps(around.down), beside: steps(around.beside) };
  },
  way: (from, to) => {
    const way = wayBetween(from, to, () => true);
    return way && way.map((citation) => endsOf(citation)).map(({ older, newer }) => [older, newer]);
  },
  hints: () => knownHints().map((link) => [link.to, link.from]),
  loaded: loadedParts,
  get shown() {
    return shown;
  },
};
