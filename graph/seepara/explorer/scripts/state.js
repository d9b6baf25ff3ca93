// The whole state of the page is its address: #focus=KEY&up=1&down=1&sec=0 or #view=unread.
//
// focus, up, down   the node in focus, and how many steps are shown of what it refers to, of what
//                   refers to it
// with              a text that is compared with the one in focus
// way               the node to which the way is shown
// sec, own, inf     0: without what the secretariat, the body itself, the program says
// alike             1: with similar wording
// hide              facet:value, as often as there is something to leave out
// from, to          years
// keys              0: without the shortcuts that are single keys

const DEPTHS = [0, 1, 2, 3];
const VIEWS = ["overview", "unread", "unresolved"];
const ASSERTERS = { secretariat: "sec", body: "own", inferred: "inf" };
const FACETS = ["kind", "doc", "rel", "who", "how"];

function stateFrom(hash) {
  const given = new Map();
  const hidden = [];
  for (const pair of hash.replace(/^#/, "").split("&")) {
    const cut = pair.indexOf("=");
    if (cut <= 0) continue;
    const [name, value] = [pair.slice(0, cut), decoded(pair.slice(cut + 1))];
    const colon = value.indexOf(":");
    if (name !== "hide") given.set(name, value);
    else if (FACETS.includes(value.slice(0, colon))) hidden.push(value);
  }
  const depth = (name) => {
    const said = given.get(name);
    return said && DEPTHS.includes(Number(said)) ? Number(said) : 1;
  };
  const year = (name) => (/^\d{4}$/.test(given.get(name) || "") ? given.get(name) : "");
  return {
    focus: given.get("focus") || "",
    view: VIEWS.includes(given.get("view")) ? given.get("view") : "overview",
    up: depth("up"),
    down: depth("down"),
    with: given.get("with") || "",
    way: given.get("way") || "",
    secretariat: given.get("sec") !== "0",
    body: given.get("own") !== "0",
    inferred: given.get("inf") !== "0",
    alike: given.get("alike") === "1",
    hidden: [...new Set(hidden)].sort(),
    from: year("from"),
    to: year("to"),
    keys: given.get("keys") !== "0",
  };
}

function addressOf(state) {
  const parts = state.focus
    ? [`focus=${encoded(state.focus)}`, `up=${state.up}`, `down=${state.down}`]
    : [`view=${state.view}`];
  if (state.focus && state.with) parts.push(`with=${encoded(state.with)}`);
  if (state.focus && state.way) parts.push(`way=${encoded(state.way)}`);
  for (const [asserter, name] of Object.entries(ASSERTERS)) {
    if (!state[asserter]) parts.push(`${name}=0`);
  }
  if (state.alike) parts.push("alike=1");
  for (const one of state.hidden) parts.push(`hide=${encoded(one)}`);
  for (const name of ["from", "to"]) if (state[name]) parts.push(`${name}=${state[name]}`);
  if (!state.keys) parts.push("keys=0");
  return `#${parts.join("&")}`;
}

let stateKnown = { hash: undefined, state: undefined };

// The state now; to be read, not changed.
function currentState() {
  const { hash } = location;
  if (stateKnown.hash !== hash) stateKnown = { hash, state: stateFrom(hash) };
  return stateKnown.state;
}

// A link to a node keeps the depth and the filters, and leaves a comparison or a way.
function addressOfFocus(key, changes) {
  return addressOf({ ...currentState(), focus: key, with: "", way: "", ...changes });
}

function focusOn(key, changes) {
  const address = addressOfFocus(key, changes);
  // Where it is in focus already, the browser would do nothing.
  if (location.hash === address) render(true);
  else location.hash = address;
}

// A change of depth or filter takes the place of the page in the history, so that Back leads to
// what was focused before.
function changeState(changes) {
  location.replace(addressOf({ ...currentState(), ...changes }));
}

function encoded(key) {
  return encodeURIComponent(key).replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%20/g, "+");
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return "";
  }
}
