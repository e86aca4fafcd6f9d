// Puts the page together: who is shown, in how many phones, beside which panel.

import { fill, h, icon, iconButton, reconcile } from "./dom.js";
import { clockView } from "./clock.js";
import { load, save } from "./keep.js";
import { language, locale, switchLanguage, t } from "./language.js";
import { connect } from "./live.js";
import { logView } from "./log.js";
import { failed } from "./notices.js";
import { askPerson, drawPeople, firstPerson } from "./people.js";
import { phone } from "./phone.js";
import { on, state } from "./state.js";

const PHONE_PX = 330;
const GAP_PX = 16;
const MOST_PHONES = 3;
/** As in log.css: from one width on the log stands beside the phones, below another it covers them. */
const WIDE = matchMedia("(min-width: 1024px)");
const NARROW = matchMedia("(max-width: 719px)");

const part = (id) => document.getElementById(id);
const phones = new Map();
/** Ids of the people chosen, the latest last; as many of them are shown as fit. */
let chosen = load("chosen") ?? [];
let room = 1;
/** The log stands open where it has a place of its own, unless it was closed there. */
let logOpen = WIDE.matches && (load("log") ?? true);
let endings = [];
/** Somebody was asked for, but is not there yet. */
let inviting = false;

const shown = () => {
  const present = state.people.map((one) => one.id);
  const latest = chosen.filter((id) => present.includes(id)).slice(-room);
  return present.filter((id) => latest.includes(id));
};
const isShown = (id) => shown().includes(id);

function choose(id) {
  const before = isShown(id);
  chosen = [...chosen.filter((one) => one !== id), id];
  save("chosen", chosen);
  drawStage();
  if (before || room > 1) phones.get(id)?.focus();
}

function putAway(id) {
  chosen = chosen.filter((one) => one !== id);
  save("chosen", chosen);
  drawStage();
  part("people").querySelector(`[data-person="${id}"]`)?.focus();
}

function drawStage() {
  const ids = shown();
  for (const [id, one] of [...phones]) {
    if (ids.includes(id)) continue;
    one.dispose();
    phones.delete(id);
  }
  for (const id of ids) if (!phones.has(id)) phones.set(id, phone(id, putAway));
  const tiles = ids.map((id) => phones.get(id).element);
  if (ids.length < room && state.people.length <= ids.length) tiles.push(invitation());
  reconcile(part("stage"), tiles);
  part("stage").classList.toggle("alone", ids.length === 1);
  for (const id of ids) phones.get(id).draw();
  drawPeople(part("people"), isShown, choose);
}

let tile = null;

/** An empty place beside the phones that asks for one more person. */
function invitation() {
  tile ??= h("button", { type: "button", class: "invitation", on: { click: () => askPerson(choose) } }, icon("add"), h("span"));
  tile.lastElementChild.textContent = t("addPerson");
  return tile;
}

function worldChanged() {
  if (!state.people.length) {
    if (!inviting) firstPerson().catch(failed);
    inviting = true;
    return;
  }
  inviting = false;
  const known = new Set(chosen);
  const strangers = state.people.map((one) => one.id).filter((id) => !known.has(id));
  // The first people a page ever sees come into view by themselves; later ones when they are chosen.
  if (!state.people.some((one) => known.has(one.id))) chosen = strangers.slice(0, MOST_PHONES).reverse();
  drawStage();
}

function measure() {
  const stage = part("stage");
  const style = getComputedStyle(stage);
  const width = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const fits = Math.max(1, Math.min(MOST_PHONES, Math.floor((width + GAP_PX) / (PHONE_PX + GAP_PX))));
  if (fits === room) return;
  room = fits;
  if (state.people.length) drawStage();
}

function setLog(open, remember = true) {
  logOpen = open;
  if (remember) save("log", open);
  part("log").hidden = !open;
  part("log-toggle")?.setAttribute("aria-expanded", String(open));
  // Where the log covers the page, what lies beneath is out of reach until it is closed.
  const covers = open && NARROW.matches;
  part("stage").inert = covers;
  part("bar").inert = covers;
}

NARROW.addEventListener("change", () => setLog(logOpen, false));

function drawTools() {
  const clock = h("div", { class: "clock" });
  const toggleLog = () => {
    const open = !logOpen;
    setLog(open);
    part("tools").matches(":popover-open") && part("tools").hidePopover();
    if (open) part("log").querySelector(".log-close").focus();
  };
  const logButton = h(
    "button",
    { type: "button", class: "tool", id: "log-toggle", "aria-expanded": String(logOpen), "aria-controls": "log", on: { click: toggleLog } },
    icon("log"), h("span", {}, t("log")),
  );
  const other = h(
    "button",
    {
      type: "button",
      class: "tool",
      id: "page-language",
      lang: language() === "zh" ? "en" : "zh-Hans",
      title: t("pageLanguage"),
      on: { click: speakOther },
    },
    icon("globe"), h("span", {}, t("otherLanguage")),
  );
  fill(part("tools"), clock, logButton, other);
  part("tools").setAttribute("aria-label", t("tools"));
  endings.push(clockView(clock));
}

function speakOther() {
  switchLanguage();
  drawAll();
  part("page-language").focus();
}

/** Everything with words in it, anew: at the start and when the page's language changes. */
function drawAll() {
  for (const end of endings) end();
  endings = [];
  document.documentElement.lang = locale();
  document.title = t("title");
  part("skip").textContent = t("skip");
  part("brand").textContent = t("title");
  part("stage").setAttribute("aria-label", t("chatsHere"));
  part("log").setAttribute("aria-label", t("logLong"));
  part("lost").textContent = t("lost");
  fill(part("tools-button"), icon("tools"));
  part("tools-button").setAttribute("aria-label", t("tools"));
  for (const one of phones.values()) one.dispose();
  phones.clear();
  drawTools();
  endings.push(logView(part("log"), () => {
    setLog(false);
    const button = part("log-toggle");
    (button.offsetParent ? button : part("tools-button")).focus();
  }));
  setLog(logOpen, false);
  if (state.people.length) drawStage();
}

on("world", worldChanged);
on("shown", (id) => {
  phones.get(id)?.draw();
  drawPeople(part("people"), isShown, choose);
});
on("unread", (id) => {
  phones.get(id)?.draw();
  drawPeople(part("people"), isShown, choose);
});
on("thread", (thread) => phones.get(thread.place.person)?.drawThread());
on("typing", (thread) => phones.get(thread.place.person)?.drawThread());
// Today becomes yesterday.
on("clock", () => {
  for (const one of phones.values()) one.drawThread();
});
on("connection", (there) => {
  part("lost").hidden = there;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && logOpen && part("log").contains(document.activeElement)) part("log").querySelector(".log-close").click();
});
new ResizeObserver(measure).observe(part("stage"));
drawAll();
measure();
connect();
