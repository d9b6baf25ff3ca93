// How nodes and lines look, and the words in a box: shared by the drawing on the page (drawing.js)
// and the figure that is saved or printed (figure.js).

const LOOKS = {
  read: { radius: 4, dashes: false, border: 1.4 },
  unread: { radius: 22, dashes: false, border: 1.4 },
  missing: { radius: 0, dashes: [3, 3], border: 2 },
  ambiguous: { radius: 22, dashes: [3, 3], border: 2 },
  meeting: { radius: 10, dashes: [2, 3], border: 1.2 },
};
// Lines differ in their dashes and in the head of their arrow, not in colour alone.
const LINES = {
  body: { dashes: false, arrow: "arrow", width: 1.6 },
  secretariat: { dashes: [7, 5], arrow: "arrow", width: 1.6 },
  later: { dashes: [12, 4, 2, 4], arrow: "vee", width: 2 },
  restates: { dashes: [3, 3, 10, 3], arrow: "diamond", width: 1.8 },
  alike: { dashes: [2, 5], arrow: "", width: 2 },
  held: { dashes: [1, 5], arrow: "", width: 1.4 },
};
const FONT = { title: 13, note: 12 };
const LINE_HEIGHT = 15;
const PADDING = { side: 7, top: 9 };
const BOX_LINES = 2;

const LINE_NAMES = {
  body: "stated in the text",
  secretariat: "added by the secretariat",
  later: "later text of (inferred)",
  restates: "restates (inferred)",
  alike: "similar wording (a hint)",
  held: "adopted or considered at",
};

// How the line of a citation is drawn.
function lineStyle(citation) {
  if (citation.inferred)
    return { restates: "restates", resembles: "alike" }[citation.kind] || "later";
  return isSecretariats(citation) ? "secretariat" : "body";
}

// The colours of the style sheet, --draw-focus-fill and so on, as the canvas needs them.
function coloursOf(element) {
  const style = getComputedStyle(element);
  const names = ["focus", ...Object.keys(LOOKS)].flatMap((look) => [
    `${look}-fill`,
    `${look}-line`,
    `${look}-ink`,
  ]);
  names.push("pointed-line", ...Object.keys(LINES).map((style) => `${style}-line`));
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--draw-${name}`).trim()]),
  );
}

const measuring = document.createElement("canvas").getContext("2d");

// The lines of a box: its title and each note on two at most.
function linesOf({ title, notes }, wide, face) {
  const fits = (font) => {
    const width = wide - 2 * PADDING.side;
    return (text) => {
      measuring.font = font;
      return measuring.measureText(text).width <= width;
    };
  };
  const plain = fits(`${FONT.note}px ${face}`);
  return {
    title: wrapped(title, fits(`bold ${FONT.title}px ${face}`)),
    notes: notes.filter(Boolean).flatMap((note) => wrapped(note, plain)),
  };
}

// Lines break at spaces, and within a symbol after a stroke.
function wrapped(text, fits) {
  const words = text.match(/\s*[^\s/]*\/?/g).filter(Boolean);
  const lines = [""];
  for (const [at, word] of words.entries()) {
    const line = lines[lines.length - 1];
    if (!line || fits((line + word).trim())) {
      lines[lines.length - 1] += word;
    } else if (lines.length < BOX_LINES) {
      lines.push(word);
    } else {
      lines[lines.length - 1] += words.slice(at).join("");
      break;
    }
  }
  return lines.map((line) => cut(line, fits));
}

// The text, cut so that it fits.
function cut(text, fits) {
  const line = text.replace(/\s+/g, " ").trim();
  if (fits(line)) return line;
  const characters = [...line];
  let low = 0;
  let high = characters.length;
  const short = (length) => `${characters.slice(0, length).join("").trimEnd()}…`;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(short(middle))) low = middle;
    else high = middle - 1;
  }
  return short(low);
}

// vis-network reads <b> in a label; these two characters are all that could begin markup.
function markupOf(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
