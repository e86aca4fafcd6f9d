// Buttons under a message, and the keyboard that takes the place of typing.

import * as api from "./api.js";
import { h, icon } from "./dom.js";
import { link } from "./links.js";
import { copy, failed } from "./notices.js";
import { on } from "./state.js";

const PATIENCE_MS = 12000;

/** query id → the button that waits for its answer. */
const waiting = new Map();
/** Query ids answered lately: the answer may be quicker than the word that the press was taken. */
const answered = new Set();

on("answered", (answer) => {
  answered.add(answer.query_id);
  setTimeout(() => answered.delete(answer.query_id), PATIENCE_MS);
  release(answer.query_id);
});

function release(query) {
  waiting.get(query)?.removeAttribute("aria-busy");
  waiting.delete(query);
}

/** The inline keyboard of a message, or null. */
export function inlineKeyboard(place, message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const built = rows.map((row, r) => h("div", { class: "keys-row" }, row.map((key, c) => inlineKey(place, message, key, r, c))));
  return h("div", { class: "keys", role: "group" }, built);
}

function inlineKey(place, message, key, row, column) {
  if (key.url) return link(key.url, [h("span", {}, key.text), icon("open")], place.person, { class: "key" });
  if (key.copy_text) {
    const take = () => copy(key.copy_text.text, place.person);
    return h("button", { type: "button", class: "key", on: { click: take } }, key.text, icon("copy"));
  }
  const which = key.callback_data === undefined ? { row, col: column } : { data: key.callback_data };
  const button = h("button", { type: "button", class: "key" }, key.text);
  button.addEventListener("click", () => pressed(button, place, message.message_id, which));
  return button;
}

async function pressed(button, place, message, which) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await api.press(place, message, which);
    waiting.set(answer.query_id, button);
    setTimeout(() => release(answer.query_id), answered.has(answer.query_id) ? 0 : PATIENCE_MS);
  } catch (error) {
    button.removeAttribute("aria-busy");
    failed(error, place.person);
  }
}

/** The keyboard a chat shows now: the newest one a bot sent, unless a later message took it away. */
export function replyKeyboard(messages) {
  for (const message of [...messages].reverse()) {
    const markup = message.reply_keyboard;
    if (markup?.remove_keyboard) return null;
    if (markup?.keyboard) return { ...markup, message };
  }
  return null;
}

/** What the newest bot message asks the person to write, when it forces a reply or names a placeholder. */
export const placeholderOf = (messages) => messages.at(-1)?.reply_keyboard?.input_field_placeholder ?? null;

export function replyKeys(markup, say) {
  const rows = markup.keyboard.map((row) =>
    h(
      "div",
      { class: "keys-row" },
      row.map((key) => {
        const text = typeof key === "string" ? key : key.text;
        return h("button", { type: "button", class: "key reply-key", on: { click: () => say(text) } }, text);
      }),
    ),
  );
  return h("div", { class: "keys reply-keys", role: "group" }, rows);
}
