// The keyboard a bot gave the person, beneath the writing field.

import { fill, h, iconButton } from "./dom.js";
import { replyKeyboard, replyKeys } from "./keyboards.js";
import { t } from "./language.js";

/** Gives {element, toggle (its button), draw(messages)}; `say(text)` hears a key. */
export function replyArea(say) {
  const element = h("div", { class: "reply-area", hidden: true });
  const toggle = iconButton("grid", t("keyboard"), () => show(element.hidden), { class: "keys-toggle", hidden: true });
  let drawn = null;

  function show(shown) {
    element.hidden = !shown;
    const label = t(shown ? "keyboardHide" : "keyboard");
    toggle.setAttribute("aria-label", label);
    toggle.title = label;
    toggle.setAttribute("aria-expanded", String(shown));
  }
  function tapped(keyboard, text) {
    if (keyboard.one_time_keyboard) show(false);
    say(text);
  }
  function draw(messages) {
    const keyboard = replyKeyboard(messages);
    const number = keyboard?.message.message_id ?? null;
    toggle.hidden = !keyboard;
    if (number === drawn) return;
    drawn = number;
    fill(element, keyboard ? replyKeys(keyboard, (text) => tapped(keyboard, text)) : []);
    show(Boolean(keyboard));
  }
  return { element, toggle, draw };
}
