// One person's phone: its head, the conversation shown on it, and the place to write.

import * as api from "./api.js";
import { senderOf } from "./bubble.js";
import { composer } from "./composer.js";
import { avatar, fill, h, iconButton } from "./dom.js";
import { askForward } from "./forward.js";
import { drawHead, drawStatus, isBlocked } from "./head.js";
import { t } from "./language.js";
import { loadCommands, refresh } from "./live.js";
import { openMenu } from "./menu.js";
import { copy, failed } from "./notices.js";
import { keyOf, listed, person, shownPlace, threadOf } from "./state.js";
import { threadView } from "./thread.js";
import { beginning, blockedNote, noBot } from "./welcome.js";

/** Gives {element, draw, drawThread, focus, dispose}; `putAway(id)` is asked for when its cross is pressed. */
export function phone(id, putAway) {
  const caption = h("div", { class: "caption" });
  const head = h("header", { class: "phone-head" });
  const body = h("div", { class: "phone-body" });
  const screen = h("div", { class: "screen" }, head, body, h("div", { class: "toasts", role: "status" }));
  const element = h("section", { class: "phone", data: { person: id } }, caption, screen);
  let view = null;
  let writer = null;
  let drawnKey = null;

  function draw() {
    const who = person(id);
    const place = shownPlace(id);
    element.setAttribute("aria-label", t("phone", { name: who.name }));
    drawCaption(who);
    if (!place) empty();
    else if (keyOf(place) !== drawnKey) settle(place, who);
    drawHead(head, who, place);
    if (place) loadCommands(place);
    body.classList.toggle("blocked", Boolean(place) && isBlocked(who, place));
    drawThread();
  }
  function drawCaption(who) {
    if (caption.dataset.name === who.name) return;
    caption.dataset.name = who.name;
    const away = iconButton("close", t("hidePhone", { name: who.name }), () => putAway(id), { class: "put-away" });
    fill(caption, avatar(who.name, id, "small"), h("span", { class: "caption-name" }, who.name), away);
  }
  function empty() {
    dispose();
    view = null;
    drawnKey = null;
    fill(body, noBot(id));
  }
  function settle(place, who) {
    dispose();
    drawnKey = keyOf(place);
    element.dataset.thread = drawnKey;
    const thread = threadOf(place);
    thread.unread = 0;
    if (!thread.loaded) refresh(thread);
    writer = composer(thread);
    view = threadView(thread, hands(place, writer));
    fill(body, view.element, writer.element, place.type === "private" ? [beginning(place), blockedNote(place, who.name)] : []);
  }
  function drawThread() {
    if (!view) return;
    const thread = threadOf(shownPlace(id));
    const fresh = thread.loaded && !listed(thread).length && thread.place.type === "private";
    const starting = body.classList.contains("fresh") && !fresh && body.contains(document.activeElement);
    body.classList.toggle("fresh", fresh);
    view.draw();
    writer.draw();
    drawStatus(head, thread);
    if (starting) writer.focus();
  }
  function focus() {
    (element.querySelector(".fresh .start") ?? element.querySelector(".field"))?.focus();
  }
  const dispose = () => view?.dispose();
  takeDrops(element, (files) => writer?.addFiles(files));
  return { element, draw, drawThread, focus, dispose };
}

/** Files dropped on the phone are attached. */
function takeDrops(element, take) {
  const mark = (on) => element.classList.toggle("dropping", on);
  element.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    mark(true);
  });
  element.addEventListener("dragleave", (event) => element.contains(event.relatedTarget) || mark(false));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    take([...event.dataTransfer.files]);
  });
}

/** What the bubbles of this conversation may do. */
function hands(place, writer) {
  return {
    person: place.person,
    command: (text) => api.say(place, text).catch((error) => failed(error, place.person)),
    menu(message, anchor) {
      const text = message.text ?? message.caption;
      const mine = message.from?.id === place.person;
      const reply = () => writer.aside({ kind: "reply", message, name: senderOf(message, place) });
      const entries = [
        { label: t("reply"), sign: "reply", act: reply },
        { label: t("forward"), sign: "send", act: () => askForward(anchor, place, message) },
      ];
      if (text !== undefined) entries.push({ label: t("copy"), sign: "copy", act: () => copy(text, place.person) });
      if (text !== undefined && mine) entries.push({ label: t("edit"), sign: "edit", act: () => writer.aside({ kind: "edit", message }) });
      openMenu(anchor, t("messageMenu"), entries);
    },
  };
}
