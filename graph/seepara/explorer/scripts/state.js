// The whole state of the page is its address: #focus=KEY&up=1&down=1&sec=0 or #view=unread.

const DEPTHS = [1, 2, 3];
const VIEWS = ["overview", "unread", "unresolved"];

function stateFrom(hash) {
  const given = new Map();
  for (const pair of hash.replace(/^#/, "").split("&")) {
    const cut = pair.indexOf("=");
    if (cut > 0) given.set(pair.slice(0, cut), decoded(pair.slice(cut + 1)));
  }
  const depth = (name) => (DEPTHS.includes(Number(given.get(name))) ? Number(given.get(name)) : 1);
  return {
    focus: given.get("focus") || "",
    view: VIEWS.includes(given.get("view")) ? given.get("view") : "overview",
    up: depth("up"),
    down: depth("down"),
    secretariat: given.get("sec") !== "0",
  };
}

function addressOf(state) {
  const filters = state.secretariat ? "" : "&sec=0";
  if (!state.focus) return `#view=${state.view}${filters}`;
  return `#focus=${encoded(state.focus)}&up=${state.up}&down=${state.down}${filters}`;
}

// A link to a node keeps the depth and the filters.
function addressOfFocus(key) {
  return addressOf({ ...stateFrom(location.hash), focus: key });
}

function focusOn(key) {
  const address = addressOfFocus(key);
  // Where it is in focus already, the browser would do nothing.
  if (location.hash === address) render(true);
  else location.hash = address;
}

// A change of depth or filter takes the place of the page in the history, so that Back leads to
// what was focused before.
function changeState(changes) {
  location.replace(addressOf({ ...stateFrom(location.hash), ...changes }));
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
