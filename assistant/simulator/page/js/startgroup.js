// A bot's "add me to a group" link (t.me/<bot>?startgroup=<payload>&admin=<rights>): the person chooses one of their groups.

import * as api from "./api.js";
import { avatar, h } from "./dom.js";
import { t } from "./language.js";
import { dialog, failed } from "./notices.js";
import { askGroup } from "./people.js";
import { person, placesOf, show } from "./state.js";

/** Asks which group, lets the bot in (with the rights the link asks for), and greets it there as the apps do. */
export function addToGroup(who, bot, address) {
  const box = dialog(t("addToGroup", { name: bot.name }));
  const groups = placesOf(who).filter((place) => place.type !== "private");
  const rows = groups.map((place) => {
    const choose = () => {
      box.close();
      enter(place, address).catch((error) => failed(error, who));
    };
    return h("button", { type: "button", class: "choice", on: { click: choose } }, avatar(place.title, place.chat, "small"), place.title);
  });
  const found = () => {
    box.close();
    askGroup(person(who));
  };
  const cancel = h("button", { type: "button", on: { click: () => box.close() } }, t("cancel"));
  const create = h("button", { type: "button", class: "primary", on: { click: found } }, t("newGroup"));
  box.append(
    rows.length ? h("div", { class: "choices" }, rows) : h("p", {}, t("noGroups")),
    h("div", { class: "dialog-actions" }, cancel, create),
  );
  box.showModal();
}

async function enter(place, address) {
  await api.open(place.person, address, place.chat);
  show(place);
}
