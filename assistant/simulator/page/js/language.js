// Which language the page speaks: the browser's wish, until somebody switches it.

import { load, save } from "./keep.js";
import { WORDS } from "./words.js";

const wish = (navigator.languages?.[0] ?? navigator.language ?? "en").toLowerCase();
let current = load("language") ?? (wish.startsWith("zh") ? "zh" : "en");
if (!(current in WORDS)) current = "en";

export const language = () => current;
export const locale = () => (current === "zh" ? "zh-Hans" : "en-GB");

export function switchLanguage() {
  current = current === "zh" ? "en" : "zh";
  save("language", current);
}

/** The text `key` in the page's language; `{name}` is filled from `values`. */
export function t(key, values = {}) {
  const text = WORDS[current][key] ?? WORDS.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** Languages a person can read, as Telegram names them in `language_code`. */
export const LANGUAGES = [
  ["zh-hans", "简体中文"],
  ["en", "English"],
  ["zh-hant", "繁體中文"],
  ["ja", "日本語"],
  ["ko", "한국어"],
  ["es", "Español"],
  ["ru", "Русский"],
  ["de", "Deutsch"],
  ["fr", "Français"],
  ["vi", "Tiếng Việt"],
];

const when = (seconds, options) => new Intl.DateTimeFormat(locale(), options).format(new Date(seconds * 1000));

export const hourOf = (seconds) => when(seconds, { hour: "2-digit", minute: "2-digit", hour12: false });
export const secondOf = (seconds) => when(seconds, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
export const momentOf = (seconds) =>
  when(seconds, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false });

const dayNumber = (seconds) => new Date(seconds * 1000).toDateString();
export const sameDay = (one, other) => dayNumber(one) === dayNumber(other);

export function dayOf(seconds, now) {
  if (sameDay(seconds, now)) return t("today");
  if (sameDay(seconds, now - 86400)) return t("yesterday");
  const year = new Date(seconds * 1000).getFullYear() === new Date(now * 1000).getFullYear() ? {} : { year: "numeric" };
  return when(seconds, { day: "numeric", month: "long", ...year });
}

export function sizeOf(bytes) {
  if (!bytes) return "";
  const unit = bytes < 1024 * 1024 ? ["kilobyte", 1024] : ["megabyte", 1024 * 1024];
  return new Intl.NumberFormat(locale(), { style: "unit", unit: unit[0], maximumFractionDigits: 1 }).format(bytes / unit[1]);
}

/** A length of time in its largest whole-ish unit: "7 d", "1 h". */
export function spanOf(seconds) {
  const [unit, length] = [["day", 86400], ["hour", 3600], ["minute", 60]].find(([, one]) => seconds >= one - 1) ?? ["second", 1];
  const value = seconds / length;
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(value);
}
