// Short words to the person at the screen: toasts over a phone, alerts, and what a screen reader should say.

import { fill, h } from "./dom.js";
import { t } from "./language.js";

const TOAST_MS = 4200;

/** Says something over the phone of `person` (or over the page when that phone is put away). */
export function toast(text, person = null) {
  const phone = person === null ? null : document.querySelector(`.phone[data-person="${Number(person)}"] .toasts`);
  const place = phone ?? document.getElementById("toasts");
  const note = h("p", { class: "toast" }, text);
  place.append(note);
  setTimeout(() => note.classList.add("leaving"), TOAST_MS - 300);
  setTimeout(() => note.remove(), TOAST_MS);
}

export function failed(error, person = null) {
  toast(t("failed", { why: error.message }), person);
}

/** An answer the bot wants confirmed. */
export function alertBox(title, text) {
  const box = dialog(title, "alert-box");
  box.setAttribute("role", "alertdialog");
  const done = h("button", { type: "button", class: "primary", on: { click: () => box.close() } }, t("ok"));
  box.append(h("p", { class: "alert-text" }, text), h("div", { class: "dialog-actions" }, done));
  box.showModal();
  done.focus();
}

/** An empty modal with a heading; it leaves the page when it closes. */
export function dialog(title, kind = "") {
  const id = `dialog-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  const box = h("dialog", { class: `sheet ${kind}`, "aria-labelledby": id }, h("h2", { id }, title));
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  document.body.append(box);
  return box;
}

let waiting = [];
let timer = 0;

/** Tells a screen reader; several messages within a moment are told together. */
export function announce(text) {
  waiting.push(text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    fill(document.getElementById("announcer"), ...waiting.map((one) => h("p", {}, one)));
    waiting = [];
  }, 250);
}

export async function copy(text, person = null) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"), person);
  } catch {
    toast(t(copyTheOldWay(text) ? "copied" : "copyFailed"), person);
  }
}

/** The clipboard API is missing on plain http outside loopback. */
function copyTheOldWay(text) {
  const before = document.activeElement;
  const area = h("textarea", { class: "unseen", "aria-hidden": "true", value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus();
  return done;
}
