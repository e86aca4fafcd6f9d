// Where a person writes: text, files, commands, the bot's own keyboard, replies and edits.

import * as api from "./api.js";
import { commandList } from "./commands.js";
import { fill, h, icon, iconButton } from "./dom.js";
import { placeholderOf, replyKeyboard, replyKeys } from "./keyboards.js";
import { t } from "./language.js";
import { failed } from "./notices.js";
import { listed } from "./state.js";
import { sendTray, tray } from "./tray.js";

const MAX_HEIGHT_PX = 148;

/** Gives {element, draw, focus, addFiles, aside({kind, message})} for `thread`. `commandsNow` lists the bot's commands. */
export function composer(thread, commandsNow) {
  const { place } = thread;
  const field = h("textarea", { class: "field", rows: "1", "aria-label": t("write"), placeholder: t("write"), value: thread.draft });
  const send = iconButton("send", t("send"), null, { class: "send", type: "submit" });
  const picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-label": t("attach") });
  const attach = iconButton("attach", t("attach"), () => picker.click(), { class: "attach" });
  const files = tray(thread, ready);
  const commands = commandList(field, commandsNow, (name) => deliver(`/${name}`));
  const menu = h(
    "button",
    { type: "button", class: "menu-button", on: { click: toggleCommands } },
    icon("menu"),
    h("span", {}, t("menu")),
  );
  const keysToggle = iconButton("grid", t("keyboard"), () => showKeys(keys.hidden), { class: "keys-toggle", hidden: true });
  const keys = h("div", { class: "reply-area", hidden: true });
  const note = h("div", { class: "aside", hidden: true });
  const form = h("form", { class: "composer" }, menu, attach, h("div", { class: "field-box" }, field, keysToggle), send, picker);
  const element = h("div", { class: "composer-area" }, commands.element, note, files.element, form, keys);
  let keysOf = null;

  function ready() {
    send.disabled = !field.value.trim() && !thread.files.length;
  }
  function grow() {
    thread.draft = field.value;
    field.style.setProperty("height", "auto");
    field.style.setProperty("height", `${Math.min(field.scrollHeight, MAX_HEIGHT_PX)}px`);
    ready();
  }
  function toggleCommands() {
    if (commands.isOpen()) commands.hide();
    else commands.offer(true);
    field.focus();
  }
  async function deliver(text) {
    const aside = thread.aside;
    const before = thread.draft;
    if (text === before.trim()) clear();
    try {
      if (thread.files.length) await sendTray(thread, text);
      else if (aside?.kind === "edit") await api.edit(place, aside.message.message_id, text);
      else await api.say(place, text, aside?.message.message_id);
    } catch (error) {
      field.value ||= before;
      setAside(aside);
      grow();
      failed(error, place.person);
    }
    files.draw();
  }
  function clear() {
    field.value = "";
    setAside(null);
    grow();
  }
  function setAside(aside) {
    thread.aside = aside;
    note.hidden = !aside;
    if (!aside) return;
    const title = aside.kind === "edit" ? t("editing") : t("replying", { name: aside.name });
    const text = aside.message.text ?? aside.message.caption ?? "";
    const drop = () => (aside.kind === "edit" ? clear() : setAside(null));
    fill(
      note,
      icon(aside.kind),
      h("div", { class: "aside-words" }, h("strong", {}, title), h("span", {}, text)),
      iconButton("close", t("cancel"), drop),
    );
  }
  function aside(what) {
    if (what.kind === "edit") field.value = what.message.text ?? what.message.caption ?? "";
    setAside(what);
    grow();
    field.focus();
  }
  function showKeys(shown) {
    keys.hidden = !shown;
    const label = t(shown ? "keyboardHide" : "keyboard");
    keysToggle.setAttribute("aria-label", label);
    keysToggle.title = label;
    keysToggle.setAttribute("aria-expanded", String(shown));
  }
  function drawKeys(messages) {
    const markup = replyKeyboard(messages);
    keysToggle.hidden = !markup;
    const stamp = markup ? `${markup.message.message_id}` : null;
    if (stamp !== keysOf) {
      keysOf = stamp;
      fill(keys, markup ? replyKeys(markup, tapped(markup)) : []);
      showKeys(Boolean(markup));
    }
  }
  const tapped = (markup) => (text) => {
    if (markup.one_time_keyboard) showKeys(false);
    deliver(text);
  };
  function editLast() {
    const mine = listed(thread).filter((one) => one.from?.id === place.person && (one.text ?? one.caption) !== undefined);
    if (mine.length) aside({ kind: "edit", message: mine.at(-1) });
  }
  function onKey(event) {
    if (commands.key(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "ArrowUp" && !field.value) editLast();
    else if (event.key === "Escape" && thread.aside) (thread.aside.kind === "edit" ? clear : () => setAside(null))();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    commands.hide();
    if (text || thread.files.length) deliver(text);
  });
  field.addEventListener("input", () => {
    grow();
    commands.offer(false);
  });
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", () => setTimeout(() => element.contains(document.activeElement) || commands.hide(), 150));
  field.addEventListener("paste", (event) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length) event.preventDefault();
    if (pasted.length) files.add(pasted);
  });
  picker.addEventListener("change", () => {
    files.add([...picker.files]);
    picker.value = "";
    field.focus();
  });

  function draw() {
    const messages = listed(thread);
    menu.hidden = !commandsNow().length;
    field.placeholder = placeholderOf(messages) ?? t("write");
    drawKeys(messages);
    ready();
  }
  setAside(thread.aside);
  files.draw();
  requestAnimationFrame(grow);
  return { element, draw, aside, focus: () => field.focus(), addFiles: files.add };
}
