// Elements are made here and nowhere else. Text becomes text nodes, never markup.

function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === false || value === "") continue;
    if (attribute === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else {
      element.setAttribute(attribute, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== "" && child !== undefined));
  return element;
}

const unseen = (text) => el("span", { class: "unseen" }, text);
const tag = (kind, text) => el("span", { class: `tag tag-${kind}` }, text);

const ABRIDGED = "abridged, not the official text";
const abridgedMark = () => tag("abridged", ABRIDGED);

function focusLink(key, text, attributes) {
  return el("a", { href: addressOfFocus(key), "data-key": key, ...attributes }, text);
}

function officialLink(node) {
  const whole = documentOf(node);
  if (!whole.url) return "";
  return el(
    "a",
    { class: "official", href: whole.url, target: "_blank", rel: "noopener noreferrer" },
    `${whole.symbol || whole.name} at docs.un.org`,
    el("span", { "aria-hidden": "true" }, " ↗"),
    unseen(" (opens a new tab)"),
  );
}

function statusTag(status) {
  const words = {
    external: "not read",
    dangling: "dangling: no such unit",
    ambiguous: "ambiguous",
  };
  return words[status] ? tag(status, words[status]) : "";
}

function announce(text) {
  document.getElementById("announcements").textContent = text;
}
