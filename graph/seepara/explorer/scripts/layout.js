// Where things stand in a drawing: a column a date, older ones left, boxes of one size.
//
// layout(nodes, edges, {focus, height, wide, room}) takes nodes {id, column, rank, ...} and edges {id, from,
// to, ...}, where `column` is {key, title, note} and columns stand in the order of their keys; the
// height and the width of the boxes, and the width that there is room for. It gives the nodes x and y, their
// centres, and returns for each edge its `bends`, the points that its line goes through on the way;
// the columns with x and width, what is between them, and the size of it all.

const BOX = { widest: 162, narrowest: 110 };
const GAP = { narrowest: 40, column: 54, widest: 120, row: 22, linkedRow: 40, route: 12, margin: 18, beside: 14 };
// How far from a box its lines part or meet.
const PORT = 13;
const SWEEPS = 6;
// A straight line through a column counts for more than a box level with its neighbours.
const WEIGHT = { box: 1, route: 4 };

function layout(nodes, edges, { focus, height, wide, room }) {
  const columns = columnsOf(nodes, focus);
  const lanes = columns.flatMap((column) => column.lanes);
  const routes = routed(lanes, edges);
  const linked = links(edges, routes);
  order(lanes, linked, focus);
  const bottom = level(lanes, linked, height);
  const between = gutter(lanes, wide, room);
  let left = GAP.margin;
  for (const column of columns) {
    column.x = left;
    for (const lane of column.lanes) {
      for (const item of lane) item.x = left + wide / 2;
      left += wide + between;
    }
    column.width = left - between - column.x;
  }
  return {
    columns,
    between,
    nodes,
    bends: bendsOf(edges, routes, nodes, wide),
    width: left - between + GAP.margin,
    height: bottom + GAP.margin,
  };
}

// How wide the boxes can be so that the drawing fits into the room; where it cannot, as wide as
// they like to be.
function boxWidth(nodes, focus, room) {
  const lanes = columnsOf(nodes, focus).flatMap((column) => column.lanes).length;
  const left = room - 2 * GAP.margin - (lanes - 1) * GAP.narrowest;
  const wide = Math.floor(left / lanes);
  return wide < BOX.narrowest ? BOX.widest : Math.min(BOX.widest, wide);
}

// The distance of columns: what room there is, within reason; where there is not enough in any
// case, more for many lines that fan out.
function gutter(lanes, wide, room) {
  const all = lanes.length * wide + 2 * GAP.margin;
  const spare = Math.floor((room - all) / Math.max(1, lanes.length - 1));
  if (spare >= GAP.narrowest) return Math.min(GAP.widest, spare);
  const tallest = Math.max(...lanes.map((lane) => lane.length));
  return GAP.column + Math.min(40, 3 * Math.max(0, tallest - 5));
}

// A line leaves its box at the side, passes each column level, and comes in at the side; lines
// between the same two boxes run beside each other. Within one column there are no bends.
function bendsOf(edges, routes, nodes, wide) {
  const placed = new Map(nodes.map((node) => [node.id, node]));
  const pairs = grouped(edges, ({ from, to }) => JSON.stringify([from, to].sort()));
  const bends = new Map();
  for (const pair of pairs.values()) {
    pair.forEach((edge, at) => {
      const [from, to] = [placed.get(edge.from), placed.get(edge.to)];
      const way = Math.sign(to.x - from.x);
      const beside = (at - (pair.length - 1) / 2) * GAP.beside;
      const side = (node, sign, distance) => ({
        x: node.x + sign * way * (wide / 2 + distance),
        y: node.y + (node.route ? 0 : beside),
      });
      const points = way
        ? [
            side(from, 1, PORT),
            ...routes.get(edge.id).flatMap((point) => [side(point, -1, 0), side(point, 1, 0)]),
            side(to, -1, PORT),
          ]
        : [];
      bends.set(
        edge.id,
        points.map((point, number) => ({
          ...point,
          id: JSON.stringify([edge.id, "bend", number]),
        })),
      );
    });
  }
  return bends;
}

// The columns, each with one lane; with two where the focused node would stand amid many others
// of its own date, so that its links to them can be followed.
function columnsOf(nodes, focus) {
  const found = new Map();
  for (const node of [...nodes].sort((a, b) => a.rank - b.rank)) {
    const { key } = node.column;
    if (!found.has(key)) found.set(key, { ...node.column, lanes: [[]] });
    found.get(key).lanes[0].push(node);
  }
  for (const column of found.values()) {
    const [lane] = column.lanes;
    const place = lane.findIndex((node) => node.id === focus);
    if (place < 0) continue;
    const [focused] = lane.splice(place, 1);
    if (lane.length > 2) column.lanes = [lane, [focused]];
    else lane.splice(Math.ceil(lane.length / 2), 0, focused);
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

// A point in each lane that an edge only passes, so that it runs between the boxes there.
function routed(lanes, edges) {
  const laneOf = new Map(lanes.flatMap((lane, at) => lane.map((node) => [node.id, at])));
  const routes = new Map();
  for (const edge of edges) {
    const [from, to] = [laneOf.get(edge.from), laneOf.get(edge.to)];
    const way = Math.sign(to - from);
    const route = [];
    for (let at = from + way; way && at !== to; at += way) {
      const point = { id: JSON.stringify(["route", edge.id, at]), route: true, rank: Infinity };
      lanes[at].push(point);
      route.push(point);
    }
    routes.set(edge.id, route);
  }
  return routes;
}

// What stands in the next lane on the way of each edge: a Map from id to ids.
function links(edges, routes) {
  const linked = new Map();
  const link = (a, b) => {
    if (!linked.has(a)) linked.set(a, []);
    linked.get(a).push(b);
  };
  for (const edge of edges) {
    const stops = [edge.from, ...routes.get(edge.id).map((point) => point.id), edge.to];
    stops.slice(1).forEach((stop, at) => {
      link(stops[at], stop);
      link(stop, stops[at]);
    });
  }
  return linked;
}

// The barycentre rule: each lane in turn is sorted by the mean place of what its items are linked
// to. A lane that holds the focused node amid others keeps it there.
function order(lanes, linked, focus) {
  const place = new Map();
  const measure = (lane) => {
    lane.forEach((item, at) => place.set(item.id, at - (lane.length - 1) / 2));
  };
  lanes.forEach(measure);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const lane of sweep % 2 ? [...lanes].reverse() : lanes) {
      if (lane.length > 1 && lane.some((item) => item.id === focus)) continue;
      const means = new Map(
        lane.map((item) => {
          const others = linked.get(item.id) || [item.id];
          return [item.id, mean(others.map((id) => place.get(id)))];
        }),
      );
      lane.sort((a, b) => means.get(a.id) - means.get(b.id) || a.rank - b.rank || 0);
      measure(lane);
    }
  }
}

// Heights: each item as near to the mean of its neighbours as the order and the gaps allow.
// Returns where the lowest box ends.
function level(lanes, linked, height) {
  const y = new Map();
  // Between two boxes that are linked there must be room for the line and its arrow.
  const clear = (a, b) => {
    if (a.route || b.route) return GAP.route;
    return (linked.get(a.id) || []).includes(b.id) ? GAP.linkedRow : GAP.row;
  };
  const gap = (a, b) => (a.route ? 0 : height / 2) + (b.route ? 0 : height / 2) + clear(a, b);
  for (const lane of lanes) {
    const offsets = cumulated(lane, gap);
    lane.forEach((item, at) => y.set(item.id, offsets[at] - offsets[offsets.length - 1] / 2));
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const lane of sweep % 2 ? [...lanes].reverse() : lanes) {
      const wanted = lane.map((item) =>
        mean((linked.get(item.id) || [item.id]).map((id) => y.get(id))),
      );
      const weights = lane.map((item) => (item.route ? WEIGHT.route : WEIGHT.box));
      const placed = spaced(wanted, cumulated(lane, gap), weights);
      lane.forEach((item, at) => y.set(item.id, placed[at]));
    }
  }
  const items = lanes.flat();
  const top = Math.min(...items.map((item) => y.get(item.id) - (item.route ? 0 : height / 2)));
  for (const item of items) item.y = Math.round(y.get(item.id) - top + GAP.margin);
  return Math.ceil(Math.max(...items.map((item) => item.y + (item.route ? 0 : height / 2))));
}

function cumulated(lane, gap) {
  const offsets = [0];
  for (let at = 1; at < lane.length; at += 1) {
    offsets.push(offsets[at - 1] + gap(lane[at - 1], lane[at]));
  }
  return offsets;
}

// The places nearest to those wanted that keep the order and the distances (least squares, by
// pooling neighbours that would overlap).
function spaced(wanted, offsets, weights) {
  const pools = [];
  wanted.forEach((want, at) => {
    let pool = { sum: (want - offsets[at]) * weights[at], weight: weights[at], count: 1 };
    while (
      pools.length &&
      pools[pools.length - 1].sum / pools[pools.length - 1].weight > pool.sum / pool.weight
    ) {
      const before = pools.pop();
      pool = {
        sum: before.sum + pool.sum,
        weight: before.weight + pool.weight,
        count: before.count + pool.count,
      };
    }
    pools.push(pool);
  });
  const levels = pools.flatMap((pool) => Array(pool.count).fill(pool.sum / pool.weight));
  return levels.map((at, place) => at + offsets[place]);
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
