/* The rows that are shown, as a CSV that a spreadsheet opens: a mark of UTF-8, plain numbers, and no text that it would take for a formula. */
const BOM = "\uFEFF";

function quoted(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^\s*[=+\-@\t\r]/.test(value) ? "'" + value : value;
  return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}

function csv(found) {
  const heads = ["csv_id", "csv_name_zh", "csv_name_en", "col_industry", "csv_currency", "col_revenue", "csv_known", "col_growth", "col_risk", "col_uplift", "col_health", "csv_as_of", "col_run", "col_state", "csv_failure", "csv_plan"];
  const body = found.map((row) => [
    row.id, row.zh, row.en, row.industry === null ? null : industryName(row.facets.industry), row.currency === null ? null : row.facets.currency,
    row.revenue, row.known ?? row.revenue, row.growth, row.risk, row.uplift, row.health, row.dates.length ? row.dates[0][0] : null, row.run.slice(0, 10),
    say("state_" + row.facets.state), row.failure ? row.failure[1] : null, row.dates.length ? row.id + "/" + row.dates[0][1][0][1] : null,
  ]);
  return BOM + [heads.map(say), ...body].map((cells) => cells.map(quoted).join(",")).join("\r\n") + "\r\n";
}

function exportRows(found) {
  const link = h("a", { href: URL.createObjectURL(new Blob([csv(found)], { type: "text/csv;charset=utf-8" })), download: say("export_file") + ".csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
