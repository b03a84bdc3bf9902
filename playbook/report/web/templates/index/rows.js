/* The rows: unpacked once, with what they are filtered, searched and sorted by. */
const HEALTH = [0.6, 0.7, 0.8, 0.9];                /* review scores, of 1; below the first a plan needs attention */
const GROWTH = [-0.1, 0, 0.1];                      /* a year */
const RISK = [0.1, 0.25, 0.5];                      /* revenue at risk, of the revenue */
const UNKNOWN = "unknown";

const rows = data.rows.map((cells, place) => {
  const row = Object.fromEntries(data.columns.map((name, at) => [name, cells[at]]));
  row.place = place;
  row.share = row.risk === null || !(row.revenue > 0) ? null : row.risk / row.revenue;
  row.facets = {
    industry: row.industry === null ? UNKNOWN : data.industries[row.industry][0],
    currency: row.currency === null ? UNKNOWN : data.currencies[row.currency],
    health: band(row.health, HEALTH),
    state: row.failure ? "failed" : row.health !== null && row.health < HEALTH[0] ? "weak" : "ok",
    growth: band(row.growth, GROWTH),
    risk: band(row.share, RISK),
  };
  return row;
});

const bands = (edges) => Array.from({ length: edges.length + 1 }, (_, at) => String(at));

function band(value, edges) {
  return value === null ? UNKNOWN : String(edges.filter((edge) => value >= edge).length);
}

/* How a health band looks. */
const toneOf = (value) => value === UNKNOWN ? "unknown" : value === "0" ? "warning" : value < "3" ? "fair" : "sound";

function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

/* What a search looks into, worked out at the first search. */
function textOf(row) {
  const industry = row.industry === null ? [] : data.industries[row.industry].slice(1);
  return row.text ??= folded([row.id, row.zh, row.en, ...industry, row.failure ? row.failure[1] : ""].join("\n"));
}

const nameOf = (row) => row[lang];
const industryName = (key) => key === UNKNOWN ? say("no_industry") : data.industries.find((industry) => industry[0] === key)?.[lang === "zh" ? 1 : 2] ?? key;

/* The rows that fit the search and every facet, but for one of them where `but` names it. */
function fitting(wanted, but = []) {
  const words = folded(wanted.q).split(/\s+/).filter(Boolean);
  const asked = FACETS.filter((name) => wanted[name] && !but.includes(name));
  return rows.filter((row) => asked.every((name) => fits(row.facets[name], wanted[name])) && words.every((word) => textOf(row).includes(word)));
}

function fits(has, wanted) {
  return has === wanted || (wanted === "attention" && (has === "failed" || has === "weak"));
}

/* What each column is sorted by; null is unknown, and comes last either way. Amounts of one currency stand together. */
const ORDER_OF_STATES = ["failed", "weak", "ok"];
const SORTS = {
  client: (row) => ranks().client[row.place],
  industry: (row) => row.industry === null ? null : ranks().industry[row.industry],
  revenue: (row) => row.revenue, growth: (row) => row.growth, risk: (row) => row.risk, uplift: (row) => row.uplift, health: (row) => row.health,
  run: (row) => row.run,
  state: (row) => ORDER_OF_STATES.indexOf(row.facets.state),
};
const AMOUNTS = ["revenue", "risk", "uplift"];

function sorted(some, by, down) {
  const keys = new Map(some.map((row) => [row, SORTS[by](row)]));
  const amounts = AMOUNTS.includes(by), sign = down ? -1 : 1;
  return [...some].sort((a, b) => {
    const x = keys.get(a), y = keys.get(b);
    if (x === null || y === null) return (x === null) - (y === null) || a.place - b.place;
    return (amounts && a.currency - b.currency) || (x < y ? -sign : x > y ? sign : a.place - b.place);
  });
}

/* The places of clients and industries in the order of the reader's language, worked out once a language. */
const kept = {};
function ranks() {
  return kept[lang] ||= {
    client: placesOf(rows.map(nameOf)),
    industry: placesOf(data.industries.map(([, zh, en]) => (lang === "zh" ? zh : en))),
  };
}

function placesOf(texts) {
  const compare = new Intl.Collator(LOCALES[lang], { numeric: true }).compare;
  const order = texts.map((_, place) => place).sort((a, b) => compare(texts[a], texts[b]) || a - b);
  const places = new Array(texts.length);
  order.forEach((place, rank) => { places[place] = rank; });
  return places;
}

/* A sum of what is known, and how many are not. */
function total(some, value) {
  let known = 0, unknown = 0;
  for (const row of some) value(row) === null ? unknown++ : known += value(row);
  return { known, unknown };
}

/* The rows by currency, in the order of the page's currencies. */
function byCurrency(some) {
  return data.currencies.map((currency, place) => [currency, some.filter((row) => row.currency === place)]).filter(([, found]) => found.length);
}
