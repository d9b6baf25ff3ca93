// The page as a whole: the address decides what is shown.

let redraw = () => {};

function clearDrawings() {
  for (const network of drawn.values()) network.destroy();
  drawn.clear();
}

function render(byUser) {
  const state = stateFrom(location.hash);
  const key = state.focus && knownKey(state.focus);
  const { element, start, said, title } = viewFor(state, key);
  const place = document.getElementById("view");
  clearDrawings();
  const had =
    document.activeElement && document.activeElement.closest("#view")
      ? document.activeElement
      : null;
  const kept = had ? pathOfControl(had) : "";
  place.replaceChildren(element);
  start();
  redraw = start;
  document.title = `${title} – seepara`;
  for (const view of VIEWS) {
    const link = document.getElementById(`to-${view}`);
    if (!state.focus && state.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (!byUser) return;
  announce(said || title);
  const control = kept && document.querySelector(kept);
  if (control) {
    control.focus();
  } else {
    window.scrollTo(0, 0);
    document.getElementById("view-title").focus({ preventScroll: true });
  }
}

function viewFor(state, key) {
  if (key) {
    const node = byKey.get(key);
    return { ...focusView(node, state), title: node.name };
  }
  if (state.focus) return { ...lost(state.focus), title: "Not found" };
  if (state.view === "unread")
    return { element: unreadView(), start: () => {}, title: "Cited, not read" };
  if (state.view === "unresolved")
    return { element: unresolvedView(), start: () => {}, title: "Unresolved" };
  return { ...overview(), title: "Overview" };
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
  if (element.id === "secretariat") return "#secretariat";
  if (element.type === "radio") return `input[name="${element.name}"]:checked`;
  return "";
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
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
window.addEventListener("hashchange", () => render(true));
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
    const { up: above, down: under } = neighbourhood(byKey.get(key), {
      up,
      down,
      secretariat: true,
    });
    const steps = (entries) => entries.map((entry) => [entry.key, entry.step]);
    return { up: steps(above), down: steps(under) };
  },
};
