// What a phone shows before the first word: the big Start button, or where to find a bot.

import * as api from "./api.js";
import { avatar, h, wordButton } from "./dom.js";
import { setBlocked } from "./head.js";
import { t } from "./language.js";
import { copy, failed } from "./notices.js";
import { bot } from "./state.js";

const card = (...content) => h("div", { class: "welcome-card" }, content);

/** Shown instead of a conversation that has not begun; Start says /start, as in Telegram. */
export function beginning(place) {
  const start = () => api.say(place, "/start").catch((error) => failed(error, place.person));
  const words = bot(place.bot)?.description || t("introHint");
  return [
    h(
      "div",
      { class: "welcome only-fresh" },
      card(avatar(place.title, place.bot, "huge"), h("h3", {}, t("intro")), h("p", {}, words)),
    ),
    h("div", { class: "start-area only-fresh" }, h("button", { type: "button", class: "start", on: { click: start } }, t("start"))),
  ];
}

/** Shown instead of the writing field while the person has blocked the bot. */
export const blockedNote = (place, name) =>
  h(
    "div",
    { class: "start-area only-blocked" },
    h("p", {}, t("blocked", { name })),
    h("button", { type: "button", class: "unblock", on: { click: () => setBlocked(place, false) } }, t("unblock")),
  );

/** No bot has called yet: where it should call. */
export function noBot(person) {
  const address = location.origin;
  const tap = wordButton({ class: "copyable code", title: t("tapToCopy") }, () => copy(address, person), h("code", {}, address));
  return h("div", { class: "welcome" }, card(h("h3", {}, t("noBot")), h("p", {}, t("noBotHint")), tap));
}
