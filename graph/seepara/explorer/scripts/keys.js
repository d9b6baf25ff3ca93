// Everything by the keyboard: single keys, which can be switched off, and a panel that says which.

const KEYS = [
  ["/", "to the search box", () => document.getElementById("search").focus()],
  ["?", "this help", () => openHelp()],
  ["h", "overview", () => goTo({ focus: "", view: "overview" })],
  ["u", "cited, not read", () => goTo({ focus: "", view: "unread" })],
  ["r", "unresolved", () => goTo({ focus: "", view: "unresolved" })],
  ["j", "next link in the lists", () => stepThroughLinks(1)],
  ["k", "the link before", () => stepThroughLinks(-1)],
  ["n", "the unit after this one", () => press(".steps .after")],
  ["p", "the unit before this one", () => press(".steps .before")],
  ["a", "a step more to what it refers to", (state) => deeper("up", 1, state)],
  ["A", "a step less", (state) => deeper("up", -1, state)],
  ["d", "a step more to what refers to it", (state) => deeper("down", 1, state)],
  ["D", "a step less", (state) => deeper("down", -1, state)],
  ["s", "with or without the secretariat’s cross-references", () => press("#secretariat")],
  ["w", "with or without similar wording", () => press("#alike")],
  ["f", "open or close the filters", () => press("#filters > summary")],
  ["x", "close the two texts", () => press("#close-comparison")],
  ["g", "the way to another node", () => press("#find-way")],
  ["c", "copy the citation", () => press("#copy-citation")],
  ["v", "save the drawing as SVG", () => press("[data-save=svg]")],
  ["i", "save the drawing as PNG", () => press("[data-save=png]")],
  ["t", "save the lists as CSV", () => press("[data-save=csv]")],
];

function goTo(changes) {
  location.hash = addressOf({ ...currentState(), with: "", way: "", ...changes });
}

function press(selector) {
  const element = document.querySelector(selector);
  if (!element) return;
  element.focus();
  element.click();
}

function deeper(name, by, state) {
  const depth = state[name] + by;
  if (state.focus && DEPTHS.includes(depth)) changeState({ [name]: depth });
}

function stepThroughLinks(by) {
  const links = [...document.querySelectorAll("#view .entry-head a, #view .row-head a")].filter(
    (link) => link.checkVisibility(),
  );
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : (at + by + links.length) % links.length;
  links[next].focus();
}

function openHelp() {
  const dialog = document.getElementById("help");
  const state = currentState();
  document
    .getElementById("help-keys")
    .replaceChildren(
      ...KEYS.flatMap(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, words)]),
    );
  document.getElementById("single-keys").checked = state.keys;
  if (!dialog.open) dialog.showModal();
}

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (document.getElementById("help").open) return;
    const typing = event.target.closest(
      "input:not([type=checkbox], [type=radio]), textarea, select",
    );
    if (typing) return;
    const state = currentState();
    const found = KEYS.find(([key]) => key === event.key);
    if (!found || !state.keys) return;
    event.preventDefault();
    found[2](state);
  });
  document.getElementById("to-help").addEventListener("click", openHelp);
  document.getElementById("close-help").addEventListener("click", () => {
    document.getElementById("help").close();
  });
  document.getElementById("single-keys").addEventListener("change", (event) => {
    changeState({ keys: event.target.checked });
  });
}
