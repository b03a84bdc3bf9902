/* The claim, and the four figures below it: of the clients that are shown. */
function claimOf(shown) {
  if (!rows.length) return say("claim_empty");
  if (!shown.length) return say("claim_none");
  const clients = shown.length < rows.length ? say("clients_of", { n: shown.length, total: rows.length }) : say("clients", { n: shown.length });
  const ill = shown.filter((row) => row.facets.state !== "ok").length;
  const said = { clients, bring: say("bring", { n: shown.length }), attention: ill ? say("attention", { n: ill }) : say("attention_none") };
  const known = byCurrency(shown).filter(([, some]) => total(some, (row) => row.revenue).unknown < some.length);
  if (!known.length) return say("claim_unknown", said);
  const revenue = joined(known.map(([currency, some]) => revenueOf(some, currency, known.length > 1)));
  const risk = known.length > 1 ? "" : riskOf(known[0][1]);
  return say(risk ? "claim_risk" : "claim", { ...said, money: orMore(revenue, total(shown, (row) => row.revenue)), share: risk });
}

function joined(parts) {
  return parts.length < 2 ? parts.join("") : parts.slice(0, -1).join(say("list_join")) + say("last_join") + parts.at(-1);
}

const orMore = (text, sum) => sum.unknown ? say("at_least", { value: text }) : text;

/* Where there are several currencies, each amount says how much of it is at risk. */
function revenueOf(some, currency, several) {
  const revenue = money(total(some, (row) => row.revenue).known, currency, "long"), risk = riskOf(some);
  return several && risk ? say("money_at_risk", { money: revenue, share: risk }) : revenue;
}

/* The share of the revenue at risk as a text: at least that, where some of it is unknown; blank where all of it is. */
function riskOf(some) {
  const risk = total(some, (row) => row.risk), revenue = total(some, (row) => row.revenue);
  return risk.unknown === some.length || !(revenue.known > 0) ? "" : orMore(share(risk.known / revenue.known), risk);
}

function figures(shown) {
  const ill = shown.filter((row) => row.facets.state !== "ok");
  const failed = ill.filter((row) => row.failure).length;
  const attention = { failed, weak: ill.length - failed, limit: score(HEALTH[0]) };
  return [
    amountCard(shown, "revenue", "accent"), amountCard(shown, "risk", "warning"), amountCard(shown, "uplift", "accent"),
    h("li", { class: "figure-card" + (ill.length ? " warning" : "") },
      h("button", { type: "button", class: "figure-button", "data-facet": "state", "data-value": "attention", "aria-pressed": state.state === "attention" },
        h("span", { class: "figure-value" }, count(ill.length)),
        h("span", { class: "figure-label" }, say("card_attention", { n: ill.length })),
        h("span", { class: "figure-note" }, say("note_attention", attention)))),
  ];
}

/* An amount a month, a line a currency: amounts in different currencies are never added up. */
function amountCard(shown, name, tone) {
  const groups = byCurrency(shown);
  const sum = total(shown, (row) => row[name]);
  const lines = groups.map(([currency, some]) => [some, currency, total(some, (row) => row[name])]).filter(([some, , found]) => found.unknown < some.length);
  const values = lines.map(([some, currency, found]) => h("span", { class: "figure-value" },
    h("span", {}, money(found.known, currency, "brief")), name === "revenue" ? "" : h("small", {}, partOf(some, found))));
  return h("li", { class: `figure-card ${tone}` },
    values.length ? values : h("span", { class: "figure-value" }, say("unknown")),
    h("span", { class: "figure-label" }, say("card_" + name)),
    h("span", { class: "figure-note" }, sum.unknown ? say("note_unknown", { n: sum.unknown }) : shown.length ? say("note_known") : ""));
}

function partOf(some, found) {
  const revenue = total(some, (row) => row.revenue).known;
  return revenue > 0 ? say("note_share", { share: orMore(share(found.known / revenue), found) }) : "";
}
