/* The list: one page of it at a time is in the document. */
const COLUMNS = ["client", "industry", "revenue", "growth", "risk", "uplift", "health", "run", "state", "open"];
const FALLING_FIRST = ["revenue", "growth", "risk", "uplift", "run"];
const NUMBERS = ["revenue", "growth", "risk", "uplift", "health"];
const sortKey = () => state.sort.replace(/^-/, "");

function drawHead() {
  const down = state.sort.startsWith("-");
  document.querySelector("#clients thead tr").replaceChildren(...COLUMNS.map((name) => {
    const here = name === sortKey();
    const label = say("col_" + name);
    return h("th", { scope: "col", role: "columnheader", class: NUMBERS.includes(name) ? "pb-number" : "", "aria-sort": here ? (down ? "descending" : "ascending") : null },
      name === "open" ? label : h("button", { type: "button", class: "sort", "data-sort": name }, label, h("span", { class: "arrow" })));
  }));
  const options = COLUMNS.slice(0, -1).flatMap((name) => [name, "-" + name]);
  document.forms.tools.elements.sort.replaceChildren(...options.map((value) => h("option", { value, selected: value === state.sort && "" },
    say(value.startsWith("-") ? "sort_down" : "sort_up", { what: say("col_" + value.replace(/^-/, "")) }))));
}

function drawRows(found) {
  const pages = Math.max(1, Math.ceil(found.length / state.size));
  state.page = Math.min(state.page, pages);
  const first = (state.page - 1) * state.size;
  const shown = found.slice(first, first + state.size);
  document.querySelector("#clients tbody").replaceChildren(...shown.flatMap(lines));
  document.getElementById("clients").setAttribute("aria-rowcount", found.length + 1);
  drawPager(found.length, pages, first, shown.length);
}

/* A client's line (its roles are said, since a phone shows it as a card and no longer as a table's row), and below it why its last run failed. */
function lines(row) {
  const line = h("tr", { role: "row", class: row.failure ? "failed" : null, "data-client": row.id },
    cell("client", h("div", { class: "client" }, clientName(row)), identity(row)),
    cell("industry", row.industry === null ? null : industryName(row.facets.industry)),
    cell("revenue", row.revenue === null ? null : [money(row.revenue, row.facets.currency), known(row)]),
    cell("growth", row.growth === null ? null : h("span", { class: row.growth < 0 ? "falling" : "" }, share(row.growth, true))),
    cell("risk", row.risk === null ? atLeast(row) : [money(row.risk, row.facets.currency), row.share === null ? "" : h("div", { class: "small" }, share(row.share))]),
    cell("uplift", row.uplift === null ? null : money(row.uplift, row.facets.currency)),
    cell("health", row.health === null ? null : [score(row.health), h("span", { class: "gauge " + toneOf(row.facets.health), "aria-hidden": "true" }, h("span", { style: `width:${(100 * row.health).toFixed(0)}%` }))]),
    cell("run", day(row.run)),
    cell("state", h("span", { class: "state " + row.facets.state }, say("state_" + row.facets.state)), warned(row)),
    cell("open", row.dates.length ? [documents(row, row.dates[0]), otherDates(row)] : h("span", { class: "small" }, say("no_plan"))));
  return row.failure ? [line, failureLine(row)] : [line];
}

/* How many warnings the plan's data has, the worst one on pointing at it; a plan made despite its control total says so. */
function warned(row) {
  if (!row.warnings) return "";
  const [count, worst, despite] = row.warnings;
  return [h("div", { class: "small warned", title: worst }, say("warnings", { n: count })), despite ? h("div", { class: "small despite" }, say("despite")) : ""];
}

/* What is known of a revenue that is expected, since bills are missing. */
function known(row) {
  return row.known === null ? "" : h("div", { class: "small" }, say("known", { money: money(row.known, row.facets.currency) }));
}

/* What is at risk where only a least of it is known; null where nothing is. */
function atLeast(row) {
  return row.least === null ? null : say("at_least", { value: money(row.least, row.facets.currency) });
}

function identity(row) {
  const date = row.dates.length ? say("as_of", { day: day(row.dates[0][0]) }) : "";
  const parts = [nameOf(row) === row.id ? "" : row.id, date].filter(Boolean).map((part) => h("span", {}, part));
  return h("div", { class: "small identity" }, parts.length > 1 ? [parts[0], " · ", parts[1]] : parts);
}

function cell(name, ...children) {
  const attributes = { role: "cell", class: `col-${name}` + (NUMBERS.includes(name) ? " pb-number" : ""), "data-label": say("col_" + name) };
  if (children[0] !== null) return h("td", attributes, ...children);
  return h("td", { ...attributes, class: attributes.class + " none" }, h("span", { class: "pb-unknown" }, say("unknown")));
}

/* The name leads to the plan in the reader's language, else to the one that there is. */
function clientName(row) {
  if (!row.dates.length) return nameOf(row);
  const plans = row.dates[0][1];
  return h("a", { href: address(row, (plans.find((plan) => plan[0] === lang) || plans[0])[1]) }, nameOf(row));
}

const address = (row, path) => [row.id, ...path.split("/")].map(encodeURIComponent).join("/");

function documents(row, [date, plans]) {
  return h("div", { class: "documents" }, plans.map(([language, ...paths]) => h("div", {}, h("span", { class: "small" }, say("lang_" + language)),
    ["plan", "slides"].map((name, at) => paths[at] && h("a", {
      href: address(row, paths[at]), "aria-label": say("open_plan", { client: nameOf(row), document: say(name), lang: say("lang_" + language), day: day(date) }),
    }, say(name))))));
}

function otherDates(row) {
  const others = row.dates.slice(1);
  if (!others.length) return "";
  return h("details", {}, h("summary", {}, say("earlier", { n: others.length })),
    h("ul", {}, others.map((other) => h("li", {}, h("span", { class: "small" }, day(other[0])), documents(row, other)))));
}

function failureLine(row) {
  const [kind, line, link] = row.failure;
  const said = say("failed_on", { day: day(row.run), kind: say("failed_" + kind), line });
  return h("tr", { role: "row", class: "why" }, h("td", { role: "cell", colspan: COLUMNS.length },
    h("span", { class: "why-line" }, said), " ",
    h("a", { href: link.split("/").map(encodeURIComponent).join("/") }, say(link.endsWith(".ipynb") ? "failed_link" : "failed_record")),
    row.dates.length ? h("span", { class: "small kept" }, say("kept", { day: day(row.dates[0][0]) })) : ""));
}

function drawPager(all, pages, first, shown) {
  const button = (name, page, off) => h("button", { type: "button", "data-page": page, id: "page-" + name, disabled: off && "" }, say(name));
  document.getElementById("pager").replaceChildren(
    h("p", {}, shown ? say("range", { first: first + 1, last: first + shown, total: all }) : ""),
    h("div", { class: "steps" }, button("previous", state.page - 1, state.page <= 1), h("span", {}, say("page_of", { n: state.page, total: pages })), button("next", state.page + 1, state.page >= pages)),
    h("label", {}, h("span", {}, say("page_size")), h("select", { id: "page-size" }, SIZES.map((size) => h("option", { value: size, selected: size === state.size && "" }, String(size))))));
}
