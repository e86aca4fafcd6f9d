// The log beside the phones: every Bot API call and every delivery, newest last, each with its details.

import { fill, h, iconButton } from "./dom.js";
import { secondOf, spanOf, t } from "./language.js";
import { on, state } from "./state.js";

const SHOWN = 300;
const KINDS = ["all", "call", "delivery"];
const LABELS = { all: "logAll", call: "logCalls", delivery: "logDeliveries" };

let kind = "all";
let clearedAt = 0;

/** Fills the panel `box`; `close` is asked for by its cross. Gives a function that ends it. */
export function logView(box, close) {
  const list = h("ol", { class: "log-list", "aria-label": t("logLong") });
  const empty = h("p", { class: "log-empty" }, t("logEmpty"));
  const scroller = h("div", { class: "log-scroller", tabindex: "0", role: "region", "aria-label": t("logLong") }, list, empty);
  const filters = KINDS.map((one) =>
    h(
      "button",
      { type: "button", "aria-pressed": String(one === kind), data: { kind: one }, on: { click: () => choose(one) } },
      t(LABELS[one]),
    ),
  );

  function choose(one) {
    kind = one;
    for (const button of filters) button.setAttribute("aria-pressed", String(button.dataset.kind === one));
    redraw();
  }
  function redraw() {
    list.replaceChildren();
    append(state.journal.entries);
  }
  function append(entries) {
    const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
    const wanted = entries.filter((one) => one.n > clearedAt && (kind === "all" || one.type === kind) && !isIdle(one)).slice(-SHOWN);
    list.append(...wanted.map(row));
    while (list.childElementCount > SHOWN) list.firstElementChild.remove();
    empty.hidden = list.childElementCount > 0;
    if (near) scroller.scrollTop = scroller.scrollHeight;
  }
  function clear() {
    clearedAt = state.journal.cursor;
    redraw();
  }
  const bar = h(
    "div",
    { class: "log-bar" },
    h("h2", {}, t("log")),
    h("div", { class: "segments", role: "group", "aria-label": t("logFilter") }, filters),
    iconButton("trash", t("logClear"), clear, { class: "log-clear" }),
    iconButton("close", t("close"), close, { class: "log-close" }),
  );
  fill(box, bar, scroller);
  redraw();
  return on("journal", (fresh) => (state.journal.entries.length === fresh.length ? redraw() : append(fresh)));
}

function row(entry) {
  const { sign, title, note, bad } = summary(entry);
  const details = h(
    "details",
    { class: `entry of-${entry.type} ${bad ? "bad" : ""}` },
    h(
      "summary",
      {},
      h("span", { class: "entry-sign", "aria-hidden": "true" }, sign),
      h("span", { class: "entry-title" }, title),
      h("span", { class: "entry-note" }, note),
      h("time", { class: "entry-time" }, secondOf(entry.at)),
    ),
  );
  // Most entries are never opened: their text is made when they are.
  details.addEventListener("toggle", () => details.open && details.childElementCount === 1 && details.append(more(entry)));
  return h("li", {}, details);
}

function summary(entry) {
  const failed = entry.ok === false || Boolean(entry.error);
  if (entry.type === "call") {
    const note = failed ? [entry.code, entry.error].filter(Boolean).join(" ") : entry.via === "webhook_reply" ? "webhook" : "";
    return { sign: "↑", title: entry.method, note, bad: failed };
  }
  if (entry.type === "delivery") {
    const again = entry.attempt > 1 ? `#${entry.attempt}` : "";
    const note = [again, entry.status ?? entry.error, `${Math.round(entry.ms)} ms`].filter(Boolean).join(" · ");
    return { sign: "↓", title: entry.kind, note, bad: failed || entry.status >= 400 };
  }
  if (entry.type === "clock") return { sign: "◷", title: t("clockMoved", { time: spanOf(entry.moved) }), note: "", bad: false };
  return { sign: "·", title: entry.text, note: "", bad: false };
}

/** Long polls that brought nothing would bury everything else. */
const isIdle = (entry) => entry.type === "call" && entry.method.toLowerCase() === "getupdates" && entry.result === "0 updates";

function more(entry) {
  const text = (value) => h("pre", { tabindex: "0" }, JSON.stringify(value, null, 2));
  if (entry.type !== "call") return h("div", { class: "entry-more" }, h("h3", {}, t("logDetails")), text(entry));
  return h(
    "div",
    { class: "entry-more" },
    h("h3", {}, t("logParams")),
    text(entry.params ?? {}),
    h("h3", {}, t("logResult")),
    text(entry.ok ? entry.result : entry.error),
  );
}
