/* The page: one state, and everything drawn from it. */
const PRINTED = 1000;   /* rows on paper, at most */
const tools = document.forms.tools;
let found = [];

function update() {
  const focus = document.activeElement?.matches("[data-facet], [data-sort], [data-risk], [data-page]") && keyOf(document.activeElement);
  found = sorted(fitting(state), sortKey(), state.sort.startsWith("-"));
  document.getElementById("claim").textContent = claimOf(found);
  if (rows.length) drawAll();
  if (focus) Array.from(document.querySelectorAll("button")).find((button) => keyOf(button) === focus && !button.disabled)?.focus();
  writeAddress();
}

function drawAll() {
  document.getElementById("figures").replaceChildren(...figures(found));
  drawCharts();
  drawHead();
  drawRows(found);
  drawTools();
}

const keyOf = (element) => JSON.stringify([element.id.startsWith("page-") ? element.id : { ...element.dataset, depth: undefined }]);

function drawTools() {
  if (tools.q.value !== state.q) tools.q.value = state.q;
  for (const select of tools.querySelectorAll(".facet:not(.sort-by) select")) drawSelect(select);
  tools.querySelector(".facet-currency").hidden = data.currencies.length < 2;
  document.getElementById("shown").textContent = say("shown", { n: found.length, total: rows.length });
  const active = FACETS.filter((name) => state[name]);
  const chips = active.map((name) => [name, say("bar_filter", { label: say("facet_" + name), value: facetName(name, state[name]) })]);
  if (state.q) chips.unshift(["q", "“" + state.q + "”"]);
  const chip = ([name, label]) => h("li", {}, h("button", { type: "button", class: "chip", "data-drop": name, "aria-label": say("remove", { what: label }) }, label, h("span", { "aria-hidden": "true" }, "×")));
  const clear = chips.length ? [h("li", {}, h("button", { type: "button", class: "chip all", "data-drop": "" }, say("clear")))] : [];
  document.getElementById("chips").replaceChildren(...chips.map(chip), ...clear);
}

/* A facet's values, with how many clients each has among those that fit the other filters. */
function drawSelect(select) {
  const name = select.name, some = fitting(state, [name]);
  const counted = valuesOf(name).map((value) => [value, some.filter((row) => fits(row.facets[name], value)).length]);
  const options = counted.filter(([value, n]) => n || value === state[name]).map(([value, n]) =>
    h("option", { value, selected: value === state[name] && "" }, `${facetName(name, value)} (${count(n)})`));
  select.replaceChildren(h("option", { value: "" }, say("any")), ...options);
}

/* Every text that stands in the page from the start, in the language of the moment. */
function translate() {
  document.documentElement.lang = data.html_lang[lang];
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-say-label]")) element.setAttribute("aria-label", say(element.dataset.sayLabel));
  for (const element of document.querySelectorAll("[data-say-placeholder]")) element.placeholder = say(element.dataset.sayPlaceholder);
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === lang);
  const last = rows.reduce((latest, row) => (row.run > latest ? row.run : latest), "");
  document.getElementById("latest").textContent = last ? " · " + say("latest", { day: day(last) }) : "";
  const left = [["left_older", data.older], ["left_unreadable", data.unreadable]].filter(([, n]) => n).map(([id, n]) => h("p", { class: "left-out" }, say(id, { n })));
  document.getElementById("foot").replaceChildren(rows.length ? h("p", {}, say("foot")) : "", ...left);
}

function ask(change) {
  Object.assign(state, { page: 1 }, change);
  update();
}

const toggled = (name, value) => (state[name] === value ? "" : value);

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { facet, value, risk, growth, sort, page, drop, lang: language } = button.dataset;
  if (facet) ask({ [facet]: toggled(facet, value) });
  else if (risk) ask(state.risk === risk && state.growth === growth ? { risk: "", growth: "" } : { risk, growth });
  else if (sort) ask({ sort: sortKey() === sort ? (state.sort.startsWith("-") ? sort : "-" + sort) : (FALLING_FIRST.includes(sort) ? "-" : "") + sort });
  else if (page) { state.page = Number(page); update(); }
  else if (drop === "") { ask({ ...DEFAULTS, sort: state.sort, size: state.size }); tools.q.focus(); }
  else if (drop) { ask({ [drop]: "" }); tools.q.focus(); }
  else if (language) { speak(language); translate(); update(); }
  else if (button.id === "export") exportRows(found);
});
tools.addEventListener("submit", (event) => event.preventDefault());
tools.q.addEventListener("input", () => ask({ q: tools.q.value }));
tools.addEventListener("change", (event) => { if (event.target.name !== "q") ask({ [event.target.name]: event.target.value }); });
document.addEventListener("change", (event) => { if (event.target.id === "page-size") ask({ size: Number(event.target.value) }); });
window.addEventListener("hashchange", () => { readAddress(); translate(); update(); });
window.addEventListener("beforeprint", () => {
  document.querySelector("#clients tbody").replaceChildren(...found.slice(0, PRINTED).flatMap(lines));
});
window.addEventListener("afterprint", () => drawRows(found));

document.getElementById("empty").hidden = rows.length > 0;
document.getElementById("all").hidden = rows.length === 0;
readAddress();
translate();
update();
