// The head of a phone: which conversation is shown, which language the person reads, and what else can be done.

import * as api from "./api.js";
import { avatar, fill, h, icon, iconButton } from "./dom.js";
import { askContact } from "./forward.js";
import { LANGUAGES, t } from "./language.js";
import { openMenu } from "./menu.js";
import { failed } from "./notices.js";
import { askGroup, askName, badge, unreadOf } from "./people.js";
import { keyOf, membersOf, placesOf, show, shownPlace, state } from "./state.js";

/** Draws the head of `who`'s phone, which shows `place` (null while there is no bot). */
export function drawHead(head, who, place) {
  const held = head.contains(document.activeElement) ? document.activeElement.dataset.part : null;
  const title = [
    place ? avatar(place.title, place.bot ?? place.chat) : null,
    h("span", { class: "head-words" }, h("span", { class: "head-title" }, place?.title ?? who.name), h("span", { class: "status" })),
  ];
  const more = iconButton("more", t("more", { name: who.name }), (event) => openMore(event.currentTarget, who, place), {
    "aria-haspopup": "menu",
    "data-part": "more",
  });
  fill(head, placesOf(who.id).length > 1 ? chooser(who, title) : h("div", { class: "head-chat" }, title), languageChoice(who), more);
  if (held) head.querySelector(`[data-part="${held}"]`)?.focus();
}

function chooser(who, title) {
  const unread = unreadOf(who.id);
  const label = h("span", { class: "unseen" }, t("chats", { name: who.name }));
  const open = (event) => openChats(event.currentTarget, who);
  return h(
    "button",
    { type: "button", class: "head-chat", "aria-haspopup": "menu", "data-part": "chats", on: { click: open } },
    title,
    label,
    icon("down"),
    badge(unread),
  );
}

function openChats(anchor, who) {
  const shown = keyOf(shownPlace(who.id));
  const entries = placesOf(who.id).map((place) => ({
    label: place.title,
    sign: place.type === "private" ? "chats" : "people",
    mark: keyOf(place) === shown,
    news: state.threads.get(keyOf(place))?.unread,
    act: () => show(place),
  }));
  openMenu(anchor, t("chats", { name: who.name }), entries);
}

function openMore(anchor, who, place) {
  const entries = [
    { label: t("rename"), sign: "edit", act: () => askName(who) },
    { label: t("newGroup"), sign: "people", act: () => askGroup(who) },
    { label: t(who.hidden_forwards ? "showForwards" : "hideForwards"), sign: "send", act: () => setHidden(who) },
  ];
  if (place) entries.splice(2, 0, { label: t("shareContact"), sign: "people", act: () => askContact(anchor, place) });
  if (place?.type === "private") {
    const blocked = isBlocked(who, place);
    entries.push({ label: t(blocked ? "unblock" : "block"), sign: "close", act: () => setBlocked(place, !blocked) });
  }
  openMenu(anchor, t("more", { name: who.name }), entries);
}

/** Whether forwards of what this person wrote show their account, or only a name. */
const setHidden = (who) =>
  api.changePerson(who.id, { hidden_forwards: !who.hidden_forwards }).catch((error) => failed(error, who.id));

export const isBlocked = (who, place) => who.blocked.includes(place.bot);

export async function setBlocked(place, blocked) {
  try {
    await api.block(place.person, place.bot, blocked);
  } catch (error) {
    failed(error, place.person);
  }
}

function languageChoice(who) {
  const label = t("personLanguage", { name: who.name });
  const known = LANGUAGES.some(([code]) => code === who.language) ? LANGUAGES : [[who.language, who.language], ...LANGUAGES];
  const options = known.map(([code, name]) => h("option", { value: code }, name));
  const select = h("select", { class: "language", "aria-label": label, title: label, "data-part": "language" }, options);
  select.value = who.language;
  select.addEventListener("change", () => api.changePerson(who.id, { language: select.value }).catch((error) => failed(error, who.id)));
  const sign = h("span", { class: "language-short", "aria-hidden": "true" }, short(who.language));
  return h("label", { class: "language-box" }, icon("globe"), sign, select);
}

/** A language in two signs: its own script's first ones, or its code. */
function short(code) {
  const name = LANGUAGES.find(([one]) => one === code)?.[1] ?? code;
  return /^[a-z]/i.test(name) ? code.slice(0, 2).toUpperCase() : name.slice(0, 2);
}

/** The words under the title: what the other side is doing, else what it is. */
export function drawStatus(head, thread) {
  const status = head.querySelector(".status");
  const doing = thread.typing?.startsWith("upload") ? t("uploading") : t("typing");
  status.textContent = thread.typing ? doing : kindOf(thread.place);
  status.classList.toggle("busy", Boolean(thread.typing));
}

function kindOf(place) {
  if (place.type === "private") return t("bot");
  const group = state.groups.find((one) => one.id === place.chat);
  const n = group ? membersOf(group).length : 0;
  return t(n === 1 ? "oneMember" : "members", { n });
}
