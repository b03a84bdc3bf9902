/* What the page says, in the reader's language, and how it prints values: as the plans do (playbook/units.py). */
const data = JSON.parse(document.getElementById("portfolio-data").textContent);
const LOCALES = { zh: "zh-CN", en: "en-GB" };
let lang = data.lang;
let formats = {};

function speak(language) {
  lang = language;
  const number = (options) => new Intl.NumberFormat(LOCALES[lang], options);
  formats = {
    whole: number({ maximumFractionDigits: 0 }),
    tenth: number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    brief: number({ notation: "compact", maximumSignificantDigits: 3 }),
    long: number({ notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 }),
    day: new Intl.DateTimeFormat(LOCALES[lang], { day: "numeric", month: lang === "zh" ? "long" : "short", year: "numeric", timeZone: "UTC" }),
    plural: new Intl.PluralRules(lang),
  };
}

/* A message of the catalogue, its placeholders filled; numbers are printed, and pick the plural. */
function say(id, values = {}) {
  const message = data.words[id];
  const text = message[lang];
  const template = typeof text === "string" ? text : text[formats.plural.select(values[message.by || "n"])];
  return template.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? count(values[name]) : values[name]);
}

/* A true minus sign; none before a value that prints as 0. */
function signed(text, value, plus) {
  const seen = /[1-9]/.test(text);
  return (value < 0 && seen ? "−" : plus && value > 0 && seen ? "+" : "") + text;
}

const count = (value) => formats.whole.format(value);
const share = (value, plus = false) => signed((Math.abs(value) < 0.1 ? formats.tenth : formats.whole).format(Math.abs(value * 100)), value, plus) + "%";
const score = (value) => count(Math.round(value * 100));
const day = (iso) => formats.day.format(new Date(iso.length > 10 ? iso + "Z" : iso + "T00:00:00Z"));

/* `format` is whole, brief (48.2m) or long (48.2 million; English spells thousands out in digits). */
function money(value, currency, format = "whole") {
  if (format === "long" && lang === "en" && Math.abs(value) < 1e6) return money(value, currency);
  const text = formats[format].format(Math.abs(value)).replace(" ", "\u00A0");
  if (lang === "zh" && currency === "CNY") return signed(text, value) + "元";
  return signed(symbol(currency) + text, value);
}

function symbol(currency) {
  try {
    const parts = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0);
    return parts.find((part) => part.type === "currency").value.replace(/^[A-Z]{3}$/, "$& ");
  } catch { return currency + " "; }
}

/* An element; texts among the children are shown as text, whatever they hold. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && (value !== false || name.startsWith("aria-"))) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}
