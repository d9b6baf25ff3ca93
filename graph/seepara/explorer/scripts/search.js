// Search: a paragraph as people type it ("21(a)", "para 21 (a)", "21.a"), a symbol, or words.

const MOST_RESULTS = 40;
const SNIPPET = { before: 40, after: 110 };

// Made when it is first asked for, and added to when a part of the page has come.
const index = { byPath: new Map(), entries: [], done: 0 };
const entryOf = new Map();

function indexAll() {
  for (; index.done < nodes.length; index.done += 1) {
    const node = nodes[index.done];
    if (node.kind !== "meeting") indexNode(node);
  }
}

function indexNode(node) {
  const path = node.id.includes("#") ? node.id.slice(node.id.indexOf("#") + 1) : "";
  const whole = documentOf(node);
  if (path) {
    for (const form of new Set([pathForm(path), pathForm(node.label)])) {
      into(index.byPath, form, node);
    }
  }
  const symbol = node.id.startsWith("x/") ? "" : node.id;
  const entry = {
    node,
    named: plainForm(
      [node.name, symbol, node.symbol, whole === node ? node.full_title : "", ...(node.names || [])]
        .filter(Boolean)
        .join(" "),
    ),
    about: plainForm([whole.name, whole.full_title].filter(Boolean).join(" ")),
    text: plainForm(node.text || ""),
  };
  index.entries.push(entry);
  entryOf.set(node.id, entry);
}

// "Para. 21 (A)" and "21.a" are "21(a)".
function pathForm(text) {
  let form = text.toLowerCase().replace(/^\s*#/, "").replace(/\s+/g, "");
  form = form.replace(/^(?:sub-?)?para(?:graph)?s?\.?(?=.)/, "");
  form = form.replace(/^(?:recommendations?|recs?)\.?(?=\d)/, "rec");
  form = form.replace(/^(?:sections?|sect)\.?(?=.)/, "section");
  form = form.replace(/^(?:articles?|arts?)\.?(?=\d)/, "art");
  form = form.replace(/^(?:footnotes?|fn)\.?(?=.)/, "fn");
  for (let before = ""; before !== form;) {
    before = form;
    form = form.replace(/([0-9)])\.([a-z]+)(?![\w(])/, "$1($2)");
  }
  return form;
}

function plainForm(text) {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}

// Nodes, best first. A path finds what bears it, with the other words anywhere; without one, all
// words must stand in the node's names or in its text.
function search(query) {
  const words = plainForm(query.replace(/[,;]/g, " ")).split(" ").filter(Boolean);
  if (!words.length) return [];
  indexAll();
  for (let length = words.length; length > 0; length -= 1) {
    const exact = index.byPath.get(pathForm(words.slice(0, length).join(" ")));
    const rest = words.slice(length);
    const found = (exact || []).filter((node) => {
      const { named, about, text } = entryOf.get(node.id);
      return rest.every((word) => `${named} ${about} ${text}`.includes(word));
    });
    if (found.length) return [...found].sort((a, b) => Number(!isRead(a)) - Number(!isRead(b)));
  }
  const whole = plainForm(query);
  const scored = [];
  for (const { node, named, text } of index.entries) {
    const everything = `${named} ${text}`;
    if (!words.every((word) => everything.includes(word))) continue;
    const score =
      named === whole
        ? 0
        : named.includes(whole)
          ? isDocument(node)
            ? 1
            : 2
          : words.every((word) => named.includes(word))
            ? 3
            : text.includes(whole)
              ? 4
              : 5;
    scored.push({ node, score });
  }
  return scored.sort((a, b) => a.score - b.score).map(({ node }) => node);
}

function snippet(node, query) {
  const text = (node.text || node.full_title || "").replace(/\s+/g, " ");
  const words = plainForm(query)
    .split(" ")
    .filter((word) => word.length > 1);
  const low = text.toLowerCase();
  // Where lower case has another length, places in it are not places in the text.
  const places =
    low.length === text.length
      ? words.map((word) => low.indexOf(word)).filter((at) => at >= 0)
      : [];
  const first = places.length ? Math.min(...places) : 0;
  const start = first > SNIPPET.before ? text.indexOf(" ", first - SNIPPET.before) + 1 : 0;
  const end = Math.min(text.length, first + SNIPPET.after);
  const shown = `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  return places.length ? marked(shown, words) : [shown];
}

function marked(text, words) {
  const low = text.toLowerCase();
  const out = [];
  let position = 0;
  while (position < text.length) {
    const hits = words
      .map((word) => [low.indexOf(word, position), word.length])
      .filter(([at]) => at >= 0);
    if (!hits.length) break;
    const [at, length] = hits.sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
    out.push(text.slice(position, at), el("mark", {}, text.slice(at, at + length)));
    position = at + length;
  }
  out.push(text.slice(position));
  return out;
}

function startSearch() {
  const input = document.getElementById("search");
  const panel = document.getElementById("results-panel");
  const list = document.getElementById("results");
  const note = document.getElementById("results-note");
  let found = [];
  let chosen = -1;

  const close = () => {
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
  };
  const choose = (place) => {
    chosen = place;
    [...list.children].forEach((item, at) =>
      item.setAttribute("aria-selected", String(at === place)),
    );
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  };
  const open = (place) => {
    const node = found[place];
    if (!node) return;
    const from = wayFrom;
    close();
    endAsking();
    input.value = "";
    if (from && from !== node.id) focusOn(from, { way: node.id });
    else focusOn(node.id);
  };
  const refresh = () => {
    const query = input.value;
    if (!query.trim()) return close();
    const all = search(query);
    found = all.slice(0, MOST_RESULTS);
    list.replaceChildren(...found.map((node, place) => resultItem(node, query, place, open)));
    const more = all.length > found.length ? `, the first ${found.length} shown` : "";
    const count = all.length
      ? `${counted(all.length, "hit", "hits")}${more}`
      : `Nothing was found for “${query.trim()}”`;
    const abridged = found.some((node) => node.text && isAbridged(node))
      ? ` Texts are ${ABRIDGED}.`
      : "";
    note.replaceChildren(`${count}.${abridged}`, restOfSearch(refresh));
    announce(`${count}.`);
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(found.length ? 0 : -1);
  };

  input.addEventListener("input", refresh);
  input.addEventListener("focus", () => input.value && refresh());
  input.addEventListener("blur", (event) => {
    if (!panel.contains(event.relatedTarget)) setTimeout(close, 150);
  });
  input.addEventListener("keydown", (event) => {
    const open_ = !panel.hidden;
    if (event.key === "Escape") {
      if (open_) close();
      else if (input.value) input.value = "";
      else endAsking();
    } else if (event.key === "Enter") {
      if (!open_) refresh();
      open(chosen);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open_) return refresh();
      const way = event.key === "ArrowDown" ? 1 : -1;
      if (found.length) choose((chosen + way + found.length) % found.length);
    }
  });
  return input;
}

// Of a page in parts only what has come is searched, until the rest is asked for. The index of
// documents is always there: a document is found by its name or symbol, and comes when it is opened.
function restOfSearch(again) {
  const left = split ? split.starts.length - loadedParts.size : 0;
  if (!left) return "";
  const button = el(
    "button",
    { type: "button", class: "button", id: "search-all" },
    "Search the rest",
  );
  const said = el(
    "span",
    {},
    ` ${counted(left, "part", "parts")} of ${split.starts.length} not searched yet. `,
  );
  button.addEventListener("click", async () => {
    button.disabled = true;
    await loadAll((done, of) => said.replaceChildren(` ${done} of ${of} parts read. `));
    document.getElementById("search").focus();
    again();
  });
  return el("span", {}, said, button);
}

// "Para. 21 (a), Chair's report, 10 August 2010; adopted 14–15 April 2009": the year that a name
// ends in is not said twice.
function hitName(node) {
  const whole = documentOf(node);
  if (node === whole || node.kind === "meeting") return node.name;
  const year = ` ${(whole.date || "").slice(0, 4)}`;
  const name =
    year.length > 1 && whole.name.endsWith(year) ? whole.name.slice(0, -year.length) : whole.name;
  return `${node.label}, ${name}`;
}

function resultItem(node, query, place, open) {
  const dates = datesOf(node).said;
  const name = hitName(node);
  return el(
    "li",
    {
      role: "option",
      id: `result-${place}`,
      "aria-selected": "false",
      "data-key": node.id,
      on: {
        mousedown: (event) => event.preventDefault(),
        click: () => open(place),
      },
    },
    el(
      "span",
      { class: "result-name" },
      name,
      dates ? el("span", { class: "result-dates" }, `, ${dates}`) : "",
      " ",
      nodeTag(node),
    ),
    node.text || node.full_title
      ? el("span", { class: "result-text", dir: "auto" }, snippet(node, query))
      : "",
  );
}
