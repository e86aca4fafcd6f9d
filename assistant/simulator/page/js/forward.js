// Passing things on: a message to another chat, somebody's contact to this one.

import * as api from "./api.js";
import { t } from "./language.js";
import { openMenu } from "./menu.js";
import { failed } from "./notices.js";
import { listed, placesOf, show, state, threadOf } from "./state.js";

/** Asks which chat, and forwards the message there; an album goes as a whole. */
export function askForward(anchor, place, message) {
  const album = message.media_group_id;
  const numbers = listed(threadOf(place))
    .filter((one) => one === message || (album && one.media_group_id === album))
    .map((one) => one.message_id);
  const entries = placesOf(place.person).map((target) => ({
    label: target.title,
    sign: target.type === "private" ? "chats" : "people",
    act: async () => {
      try {
        await api.forward(place, numbers, target);
        show(target);
      } catch (error) {
        failed(error, place.person);
      }
    },
  }));
  openMenu(anchor, t("forward"), entries);
}

/** Asks whose contact, and shares it in the conversation. */
export function askContact(anchor, place) {
  const entries = state.people.map((one) => ({
    label: one.name,
    sign: "people",
    act: () => api.contact(place, one.id).catch((error) => failed(error, place.person)),
  }));
  openMenu(anchor, t("shareContact"), entries);
}
