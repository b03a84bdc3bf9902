/* What the reader asked for: it stands in the address, so that a filtered view can be shared. */
const FACETS = ["industry", "health", "state", "currency", "growth", "risk"];
const SIZES = [25, 50, 100, 250];
const DEFAULTS = { q: "", ...Object.fromEntries(FACETS.map((name) => [name, ""])), sort: "-revenue", page: 1, size: matchMedia("(max-width: 759px)").matches ? 25 : 50 };
const OPEN = ["industry", "currency"];   /* facets whose values are the data's: an address may name one that is no longer there */
let state = { ...DEFAULTS };

/* The values of a facet, in the order in which they are offered. */
function valuesOf(name) {
  if (name === "state") return ["attention", "failed", "weak", "ok"];
  if (name === "currency") return [...data.currencies, UNKNOWN];
  if (name === "industry") return [...data.industries.map(([key]) => key).sort((a, b) => industryName(a).localeCompare(industryName(b), LOCALES[lang])), UNKNOWN];
  return [...bands({ health: HEALTH, growth: GROWTH, risk: RISK }[name]).reverse(), UNKNOWN];
}

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const whole = (name) => Math.max(1, parseInt(asked.get(name), 10) || DEFAULTS[name]);
  state = { ...DEFAULTS, q: asked.get("q") || "" };
  for (const name of FACETS) state[name] = OPEN.includes(name) || valuesOf(name).includes(asked.get(name)) ? asked.get(name) || "" : "";
  if (Object.hasOwn(SORTS, (asked.get("sort") || "").replace(/^-/, ""))) state.sort = asked.get("sort");
  state.page = whole("page");
  if (SIZES.includes(whole("size"))) state.size = whole("size");
  speak(Object.hasOwn(LOCALES, asked.get("lang")) ? asked.get("lang") : data.lang);
}

function writeAddress() {
  const asked = new URLSearchParams();
  if (lang !== data.lang) asked.set("lang", lang);
  for (const [name, value] of Object.entries(state)) if (value !== DEFAULTS[name]) asked.set(name, value);
  const hash = asked.toString();
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
}

/* What a facet's value is called. */
function facetName(name, value) {
  if (name === "industry") return industryName(value);
  if (value === UNKNOWN) return say("unknown");
  if (name === "currency") return value;
  if (name === "state") return say("state_" + value);
  return bandName(value, { health: HEALTH, growth: GROWTH, risk: RISK }[name], name === "health" ? score : (edge) => share(edge).replace(".0%", "%"));
}

function bandName(value, edges, printed) {
  const edge = (at) => printed(edges[at]);
  const at = Number(value);
  if (at === 0) return say("band_below", { high: edge(0) });
  return at === edges.length ? say("band_above", { low: edge(at - 1) }) : say("band_between", { low: edge(at - 1), high: edge(at) });
}
