// The scrolling list of a conversation. Bubbles are kept while their message stays the same, so that an edit moves nothing else.

import { bubble } from "./bubble.js";
import { h, iconButton, reconcile } from "./dom.js";
import { dayOf, sameDay, t } from "./language.js";
import { listed, now } from "./state.js";

const NEAR_PX = 90;

/** Builds the list for `thread`; gives {element, draw, dispose}. `hands` goes to the bubbles. */
export function threadView(thread, hands) {
  const list = h("ol", { class: "messages", role: "list" });
  const dots = h("div", { class: "typing", hidden: true }, h("span", { class: "bubble" }, h("i"), h("i"), h("i")));
  const scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": t("messages") }, list, dots);
  const down = iconButton("down", t("toBottom"), () => toBottom(true), { class: "to-bottom", hidden: true });
  const element = h("div", { class: "thread" }, scroller, down);
  const known = new Map();
  let drawn = false;

  const near = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  const toBottom = (gently) => scroller.scrollTo({ top: scroller.scrollHeight, behavior: gently ? "smooth" : "instant" });
  scroller.addEventListener("scroll", () => {
    down.hidden = near();
  });
  // Pictures and the composer change heights after the fact: whoever was at the bottom stays there.
  let stuck = true;
  scroller.addEventListener("scroll", () => {
    stuck = near();
  });
  const watch = new ResizeObserver(() => stuck && toBottom(false));
  watch.observe(list);
  watch.observe(scroller);

  const full = {
    ...hands,
    jump(id) {
      const target = list.querySelector(`[data-message="${Number(id)}"]`);
      target?.scrollIntoView({ block: "center" });
      target?.classList.add("found");
      setTimeout(() => target?.classList.remove("found"), 1500);
    },
  };

  function draw() {
    const before = list.childElementCount ? [...known.keys()].at(-1) : null;
    const wanted = items(thread, full, known, drawn);
    reconcile(list, wanted);
    dots.hidden = !thread.typing;
    const last = listed(thread).at(-1);
    const mine = last?.from?.id === thread.place.person && before !== null;
    if (!drawn || stuck || mine) toBottom(false);
    drawn = drawn || thread.loaded;
  }
  return { element, draw, dispose: () => watch.disconnect() };
}

/** The list items in order, with a line before each new day. Reuses what has not changed. */
function items(thread, hands, known, animate) {
  const wanted = [];
  const seen = new Set();
  let before = null;
  for (const unit of units(listed(thread))) {
    const first = unit[0];
    if (!before || !sameDay(before.date, first.date)) wanted.push(dayLine(first.date, known, seen));
    const item = kept(unit, thread, hands, known, seen, animate);
    const follows = before && before.from?.id === first.from?.id && sameDay(before.date, first.date);
    item.classList.toggle("follows", Boolean(follows));
    wanted.push(item);
    before = unit.at(-1);
  }
  for (const key of [...known.keys()]) if (!seen.has(key)) known.delete(key);
  return wanted;
}

function kept(unit, thread, hands, known, seen, animate) {
  const key = `m${unit[0].message_id}`;
  const stamp = unit.map((one) => `${one.message_id}.${one.revision ?? one.edit_date ?? 0}`).join();
  const old = known.get(key);
  seen.add(key);
  if (old?.stamp === stamp) return old.item;
  const item = bubble(unit, thread.place, hands);
  if (animate && !old) item.classList.add("new");
  if (old?.item.contains(document.activeElement)) setTimeout(() => refocus(item));
  known.set(key, { stamp, item });
  return item;
}

/** A pressed button is gone when its message was edited; the keyboard user goes on at the first new one. */
function refocus(item) {
  (item.querySelector(".key") ?? item.querySelector(".message-more"))?.focus({ preventScroll: true });
}

function dayLine(date, known, seen) {
  const text = dayOf(date, now());
  const key = `d${new Date(date * 1000).toDateString()}`;
  seen.add(key);
  if (known.get(key)?.stamp !== text) known.set(key, { stamp: text, item: h("li", { class: "day" }, h("span", {}, text)) });
  return known.get(key).item;
}

/** Messages of one album belong together; all others stand alone. */
function units(messages) {
  const result = [];
  for (const message of messages) {
    const group = message.media_group_id;
    if (group && result.at(-1)?.[0].media_group_id === group) result.at(-1).push(message);
    else result.push([message]);
  }
  return result;
}
