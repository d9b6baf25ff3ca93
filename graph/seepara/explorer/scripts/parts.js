// A page in parts: the scripts beside it are loaded when a view needs what they hold. Only names
// that are made of a number ever become addresses of scripts.

const PARTS_FOLDER = "explorer";
const loadedParts = new Set();
const arriving = new Map(); // number → what to call with its data

const partPolicy =
  split && window.trustedTypes
    ? window.trustedTypes.createPolicy("seepara-parts", {
        createScriptURL: (name) => {
          if (!/^\d{3,6}$/.test(name)) throw new TypeError("not the name of a part");
          return `${PARTS_FOLDER}/${name}.js`;
        },
      })
    : { createScriptURL: (name) => `${PARTS_FOLDER}/${name}.js` };

function loadPart(number) {
  if (arriving.has(number)) return arriving.get(number).promise;
  const waiting = {};
  waiting.promise = new Promise((resolve, reject) => {
    waiting.resolve = resolve;
    const script = document.createElement("script");
    script.src = partPolicy.createScriptURL(String(number).padStart(3, "0"));
    script.addEventListener("error", () => {
      arriving.delete(number);
      reject(new Error(`part ${number} of this page could not be read from ${PARTS_FOLDER}/`));
    });
    script.addEventListener("load", () => script.remove());
    document.head.append(script);
  });
  arriving.set(number, waiting);
  return waiting.promise;
}

if (split) {
  window.seeparaPart = (number, text) => {
    if (loadedParts.has(number) || !arriving.has(number)) return;
    const { documents: held, inferred } = JSON.parse(text);
    held.forEach((part, at) => {
      takePart(part, split.starts[number] + at);
      takeSteps(part.lineage, split.starts[number] + at);
    });
    takeInferred(inferred);
    loadedParts.add(number);
    arriving.get(number).resolve();
  };
}

const partOfDocument = new Map();
const linksOf = []; // [from, to, how many citations, whether all are the secretariat's, what of it]
if (split) {
  const ends = [...split.starts.slice(1), beginnings.length];
  split.starts.forEach((start, number) => {
    for (const { node } of pieces.slice(start, ends[number])) partOfDocument.set(node.id, number);
  });
  split.links.forEach((rows, place) => {
    for (const row of rows) linksOf.push([pieces[place].node.id, ...row]);
  });
}
const partOf = (key) => partOfDocument.get(key.split("#")[0]);
const isMissingPart = (number) => number !== undefined && !loadedParts.has(number);

// The documents that cite a document, of a page in parts.
const citedFrom = grouped(linksOf, ([, to]) => to);

// Loads what a view of this state needs; resolves to whether anything came.
async function loadFor(keys) {
  const wanted = new Set(keys.map(partOf).filter(isMissingPart));
  await Promise.all([...wanted].map(loadPart));
  return wanted.size > 0;
}

async function loadAll(told) {
  for (let number = 0; split && number < split.starts.length; number += 1) {
    if (isMissingPart(number)) await loadPart(number);
    if (told) told(number + 1, split.starts.length);
  }
}

// What must be there around a node, at these depths: what it cites, what cites it, what is inferred.
async function loadAround(key, { up, down }) {
  if (!split) return;
  await loadFor([key]);
  const meeting = byKey.get(key);
  if (meeting && meeting.kind === "meeting") {
    await loadFor(
      documents.filter((one) => (one.meetings || []).includes(key)).map(({ id }) => id),
    );
  }
  for (let step = 0; step < Math.max(up, down) + 1; step += 1) {
    const node = byKey.get(key);
    if (!node) return;
    const reached = new Set([key, ...inside(node).map((one) => one.id)]);
    const seen = [...reached];
    const wanted = new Set();
    for (let depth = 0; depth <= step; depth += 1) {
      for (const one of seen.splice(0)) {
        for (const citation of [
          ...(depth < up ? outgoing.get(one) || [] : []),
          ...(depth < down ? incoming.get(one) || [] : []),
          ...(inferredAt.get(one) || []),
        ]) {
          for (const end of [citation.from, citation.to]) {
            if (end === undefined || reached.has(end)) continue;
            reached.add(end);
            seen.push(end);
            wanted.add(end);
          }
        }
        if (depth < down) {
          for (const [from] of citedFrom.get(one.split("#")[0]) || []) wanted.add(from);
        }
      }
    }
    if (!(await loadFor([...wanted])) && step) return;
  }
}
