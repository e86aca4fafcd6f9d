// One person's phone: its head, the conversation shown on it, and the place to write.

import * as api from "./api.js";
import { composer } from "./composer.js";
import { avatar, fill, h, icon, iconButton } from "./dom.js";
import { LANGUAGES, t } from "./language.js";
import { refresh } from "./live.js";
import { openMenu } from "./menu.js";
import { copy, failed } from "./notices.js";
import { askGroup, askName } from "./people.js";
import { bot, keyOf, listed, person, placesOf, show, shownPlace, state, threadOf } from "./state.js";
import { senderOf } from "./bubble.js";
import { threadView } from "./thread.js";

/** Gives {element, id, draw, drawThread, focus, dispose}; `putAway` is asked for when its cross is pressed. */
export function phone(id, putAway) {
  const caption = h("div", { class: "caption" });
  const head = h("header", { class: "phone-head" });
  const body = h("div", { class: "phone-body" });
  const toasts = h("div", { class: "toasts", role: "status" });
  const screen = h("div", { class: "screen" }, head, body, toasts);
  const element = h("section", { class: "phone", data: { person: id } }, caption, screen);
  let view = null;
  let writer = null;
  let drawnKey = null;

  function draw() {
    const who = person(id);
    if (!who) return;
    element.setAttribute("aria-label", t("phone", { name: who.name }));
    fill(
      caption,
      avatar(who.name, id, "small"),
      h("span", { class: "caption-name" }, who.name),
      iconButton("close", t("hidePhone", { name: who.name }), () => putAway(id), { class: "put-away" }),
    );
    const place = shownPlace(id);
    drawHead(who, place);
    if (!place) noBot();
    else if (keyOf(place) !== drawnKey) settle(place);
    drawThread();
  }
  function noBot() {
    drawnKey = null;
    view?.dispose();
    view = null;
    const address = location.origin;
    const tap = h("button", { type: "button", class: "copyable code", on: { click: () => copy(address, id) } }, h("code", {}, address));
    fill(body, h("div", { class: "welcome" }, h("div", { class: "welcome-card" }, h("h3", {}, t("noBot")), h("p", {}, t("noBotHint")), tap)));
  }
  function settle(place) {
    view?.dispose();
    drawnKey = keyOf(place);
    element.dataset.thread = drawnKey;
    const thread = threadOf(place);
    thread.unread = 0;
    if (!thread.loaded) refresh(thread);
    writer = composer(thread, () => commandsOf(place));
    view = threadView(thread, hands(place, writer));
    fill(body, view.element, writer.element, startArea(place));
  }
  function drawThread() {
    const place = shownPlace(id);
    if (!view || !place) return;
    const thread = threadOf(place);
    const fresh = thread.loaded && !listed(thread).length && place.type === "private";
    body.classList.toggle("fresh", fresh);
    view.draw();
    writer.draw();
    drawStatus(thread);
  }
  function drawStatus(thread) {
    const status = head.querySelector(".status");
    if (!status) return;
    const doing = thread.typing?.startsWith("upload") ? t("uploading") : t("typing");
    status.textContent = thread.typing ? doing : kindOf(thread.place);
    status.classList.toggle("busy", Boolean(thread.typing));
  }
  function drawHead(who, place) {
    const unread = placesOf(id).reduce((sum, one) => sum + (state.threads.get(keyOf(one))?.unread ?? 0), 0);
    const several = placesOf(id).length > 1;
    const title = [
      place ? avatar(place.title || "?", place.bot ?? place.chat) : null,
      h("span", { class: "head-words" }, h("span", { class: "head-title" }, place?.title ?? t("title")), h("span", { class: "status" })),
    ];
    const chats = several
      ? h(
          "button",
          { type: "button", class: "head-chat", "aria-haspopup": "menu", "aria-label": t("chats", { name: who.name }), on: { click: openChats } },
          title, icon("down"), unread ? h("span", { class: "badge" }, unread) : null,
        )
      : h("div", { class: "head-chat" }, title);
    fill(head, chats, languageChoice(who), iconButton("more", t("more", { name: who.name }), openMore, { "aria-haspopup": "menu" }));
  }
  function openChats(event) {
    const shown = shownPlace(id);
    const entries = placesOf(id).map((place) => ({
      label: place.title,
      sign: place.type === "private" ? "chats" : "people",
      mark: keyOf(place) === keyOf(shown),
      news: state.threads.get(keyOf(place))?.unread,
      act: () => show(place),
    }));
    openMenu(event.currentTarget, t("chats", { name: person(id).name }), entries);
  }
  function openMore(event) {
    const who = person(id);
    const place = shownPlace(id);
    const entries = [
      { label: t("rename"), sign: "edit", act: () => askName(who) },
      { label: t("newGroup"), sign: "people", act: () => askGroup(who) },
    ];
    if (place?.type === "private") {
      const blocked = isBlocked(who, place);
      entries.push({ label: t(blocked ? "unblock" : "block"), sign: "close", act: () => setBlocked(place, !blocked) });
    }
    openMenu(event.currentTarget, t("more", { name: who.name }), entries);
  }
  function startArea(place) {
    const press = h("button", { type: "button", class: "start", on: { click: () => api.say(place, "/start").catch((error) => failed(error, id)) } }, t("start"));
    const about = bot(place.bot);
    const words = about?.description || t("introHint");
    return [
      h("div", { class: "welcome only-fresh" }, h("div", { class: "welcome-card" }, avatar(place.title, place.bot, "huge"), h("h3", {}, t("intro")), h("p", {}, words))),
      h("div", { class: "start-area only-fresh" }, press),
    ];
  }
  return { element, id, draw, drawThread, focus: () => (element.querySelector(".fresh .start") ?? element.querySelector(".field"))?.focus(), dispose: () => view?.dispose(), addFiles: (files) => writer?.addFiles(files) };
}

function kindOf(place) {
  if (place.type === "private") return t("bot");
  const n = (state.groups.find((group) => group.id === place.chat)?.members ?? []).filter((one) => !["left", "kicked"].includes(one.status)).length;
  return t(n === 1 ? "oneMember" : "members", { n });
}

const isBlocked = (who, place) => who.blocked.includes(place.bot);

async function setBlocked(place, blocked) {
  try {
    await api.block(place.person, place.bot, blocked);
  } catch (error) {
    failed(error, place.person);
  }
}

function commandsOf(place) {
  return place.type === "private" ? (bot(place.bot)?.commands ?? []) : [];
}

function languageChoice(who) {
  const known = LANGUAGES.some(([code]) => code === who.language) ? LANGUAGES : [[who.language, who.language], ...LANGUAGES];
  const select = h("select", { class: "language", "aria-label": t("personLanguage", { name: who.name }), title: t("personLanguage", { name: who.name }) },
    known.map(([code, name]) => h("option", { value: code }, name)));
  select.value = who.language;
  select.addEventListener("change", () => api.changePerson(who.id, { language: select.value }).catch((error) => failed(error, who.id)));
  return h("label", { class: "language-box" }, icon("globe"), select);
}

/** What the bubbles may do. */
function hands(place, writer) {
  return {
    person: place.person,
    command: (text) => api.say(place, text).catch((error) => failed(error, place.person)),
    menu(message, anchor) {
      const text = message.text ?? message.caption;
      const entries = [{ label: t("reply"), sign: "reply", act: () => writer.aside({ kind: "reply", message, name: senderOf(message, place) }) }];
      if (text !== undefined) entries.push({ label: t("copy"), sign: "copy", act: () => copy(text, place.person) });
      if (text !== undefined && message.from?.id === place.person) entries.push({ label: t("edit"), sign: "edit", act: () => writer.aside({ kind: "edit", message }) });
      openMenu(anchor, t("messageMenu"), entries);
    },
  };
}
