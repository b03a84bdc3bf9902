/* Three small charts. Each is drawn of the rows that fit all filters but its own, so that one can go from bar to bar; a click filters. */
const MOST_BARS = 8;

function drawCharts() {
  draw("health", healthChart(fitting(state, ["health"])));
  draw("industry", industryChart(fitting(state, ["industry"])));
  draw("matrix", matrixChart(fitting(state, ["growth", "risk"])));
}

function draw(name, { claim, note, body }) {
  const chart = document.getElementById("chart-" + name);
  chart.querySelector("h2").textContent = claim;
  chart.querySelector(".subtitle").textContent = note;
  chart.querySelector(".chart-body").replaceChildren(body || h("p", { class: "nothing" }, say("chart_none")));
}

function healthChart(some) {
  const made = some.filter((row) => row.dates.length);
  const bars = valuesOf("health").map((value) => [value, made.filter((row) => row.facets.health === value).length]);
  const most = Math.max(...bars.map(([, n]) => n), 1), weak = bars[HEALTH.length][1], limit = score(HEALTH[0]);
  return {
    claim: weak ? say("health_claim", { n: weak, total: made.length, limit }) : say("health_claim_none", { limit }),
    note: say("health_note"),
    body: made.length && h("ul", { class: "bars" }, bars.filter(([value, n]) => n || value !== UNKNOWN).map(([value, n]) => bar({
      facet: "health", value, label: facetName("health", value), printed: count(n), parts: [[toneOf(value), n / most]],
    }))),
  };
}

function industryChart(some) {
  const [[currency, paying] = ["", []], ...others] = byCurrency(some);
  const groups = new Map();
  for (const row of paying) if (row.revenue !== null) groups.set(row.facets.industry, [...(groups.get(row.facets.industry) || []), row]);
  const bars = Array.from(groups, ([value, found]) => ({ value, revenue: total(found, (row) => row.revenue).known, risk: total(found, (row) => row.risk) }))
    .sort((a, b) => (a.value === UNKNOWN) - (b.value === UNKNOWN) || b.revenue - a.revenue || (a.value < b.value ? -1 : 1));
  const all = bars.reduce((sum, one) => sum + one.revenue, 0), most = Math.max(...bars.map((one) => one.revenue), 1), rest = bars.slice(MOST_BARS);
  return {
    claim: !(all > 0) ? say("chart_none") : bars[0].value === UNKNOWN ? say("no_industry")
      : say("industry_claim", { industry: industryName(bars[0].value), share: share(bars[0].revenue / all) }),
    note: currency && say("industry_note", { currency }),
    body: all > 0 && h("div", {},
      h("ul", { class: "bars" }, bars.slice(0, MOST_BARS).map((one) => industryBar(one, currency, most))),
      rest.length ? h("p", { class: "rest" }, say("industry_more", { n: rest.length, money: money(rest.reduce((sum, one) => sum + one.revenue, 0), currency, "brief") })) : "",
      others.length ? h("p", { class: "rest" }, say("industry_others"), others.map(([other]) => h("button", { type: "button", class: "link", "data-facet": "currency", "data-value": other }, other))) : ""),
  };
}

function industryBar({ value, revenue, risk }, currency, most) {
  const printed = money(revenue, currency, "brief");
  const spoken = risk.known ? say("money_of_risk", { money: printed, risk: money(risk.known, currency, "brief") }) : printed;
  const parts = [["warning", risk.known / most], ["plain", Math.max(revenue - risk.known, 0) / most]];
  return bar({ facet: "industry", value, label: value === UNKNOWN ? say("unknown") : industryName(value), printed, spoken, parts });
}

/* A bar that filters: its parts are [tone, share of the longest bar]. */
function bar({ facet, value, label, printed, spoken = printed, parts }) {
  const attributes = {
    type: "button", class: "bar", title: label, "data-facet": facet, "data-value": value, "aria-pressed": state[facet] === value,
    "aria-label": say("bar_filter", { label, value: spoken }),
  };
  return h("li", {}, h("button", attributes,
    h("span", { class: "bar-label" }, label),
    h("span", { class: "bar-track" }, parts.map(([tone, part]) => h("span", { class: "bar-part " + tone, style: `width:${(100 * part).toFixed(2)}%` }))),
    h("span", { class: "bar-value" }, printed)));
}

/* Growth against the share at risk: how many clients are in each cell. It reads the same with three clients and with ten thousand. */
function matrixChart(some) {
  const counts = new Map();
  for (const { facets } of some) counts.set(facets.risk + "/" + facets.growth, (counts.get(facets.risk + "/" + facets.growth) || 0) + 1);
  const most = Math.max(...counts.values(), 1);
  const lines = valuesOf("risk"), columns = [...bands(GROWTH), UNKNOWN];
  const falling = some.filter((row) => row.growth !== null && row.growth < 0 && row.share !== null && row.share >= RISK[1]).length;
  const limit = share(RISK[1]);
  return {
    claim: falling ? say("matrix_claim", { n: falling, limit }) : say("matrix_claim_none", { limit }),
    note: say("matrix_note"),
    body: some.length && h("table", { class: "matrix" },
      h("thead", {}, h("tr", {}, h("td"), columns.map((growth) => h("th", { scope: "col" }, facetName("growth", growth))))),
      h("tbody", {}, lines.map((risk) => h("tr", {},
        h("th", { scope: "row" }, facetName("risk", risk)),
        columns.map((growth) => h("td", {}, matrixCell(risk, growth, counts.get(risk + "/" + growth) || 0, most))))))),
  };
}

function matrixCell(risk, growth, n, most) {
  const chosen = state.risk === risk && state.growth === growth;
  if (!n && !chosen) return h("span", { class: "cell" }, "·");
  const bad = risk !== UNKNOWN && growth !== UNKNOWN && Number(risk) >= 2 && Number(growth) < 2;
  return h("button", {
    type: "button", class: "cell" + (bad ? " bad" : "") + (risk === UNKNOWN || growth === UNKNOWN ? " unknown" : ""), "data-risk": risk, "data-growth": growth,
    "data-depth": Math.ceil(4 * Math.sqrt(n / most)), "aria-pressed": chosen,
    "aria-label": say("matrix_cell", { risk: facetName("risk", risk), growth: facetName("growth", growth), clients: say("clients", { n }) }),
  }, count(n));
}
