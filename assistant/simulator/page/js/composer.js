// Where a person writes: text, files, commands, the bot's own keyboard, replies and edits.

import * as api from "./api.js";
import { asideLine } from "./aside.js";
import { commandList } from "./commands.js";
import { h, icon, iconButton } from "./dom.js";
import { placeholderOf } from "./keyboards.js";
import { t } from "./language.js";
import { failed } from "./notices.js";
import { replyArea } from "./replies.js";
import { listed } from "./state.js";
import { sendTray, tray } from "./tray.js";

const MAX_HEIGHT_PX = 148;
const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");

/** Gives {element, draw, focus, addFiles, aside(what)} for `thread`. */
export function composer(thread) {
  const { place } = thread;
  const field = h("textarea", { class: "field", rows: "1", "aria-label": t("write"), value: thread.draft });
  const send = iconButton("send", t("send"), null, { class: "send", type: "submit" });
  const files = tray(thread, ready);
  const commands = commandList(field, () => thread.commands, (name) => deliver(`/${name}`));
  const menu = h(
    "button",
    { type: "button", class: "menu-button", "aria-label": t("menu"), on: { click: toggleCommands } },
    icon("menu"),
    h("span", {}, t("menu")),
  );
  const keys = replyArea(deliver);
  const line = asideLine(() => leaveAside());
  const [attach, picker] = filePicker((chosen) => {
    files.add(chosen);
    field.focus();
  });
  const box = h("div", { class: "field-box" }, field, keys.toggle);
  const form = h("form", { class: "composer" }, menu, attach, box, send, picker);
  const element = h("div", { class: "composer-area" }, commands.element, line.element, files.element, form, keys.element);

  function ready() {
    send.disabled = !field.value.trim() && !thread.files.length;
  }
  function write(text) {
    field.value = text;
    grow();
  }
  function grow() {
    thread.draft = field.value;
    ready();
    if (GROWS_BY_ITSELF) return;
    field.style.setProperty("height", "auto");
    field.style.setProperty("height", `${Math.min(field.scrollHeight, MAX_HEIGHT_PX)}px`);
  }
  function setAside(aside) {
    thread.aside = aside;
    line.set(aside);
  }
  function leaveAside() {
    if (thread.aside?.kind === "edit") write("");
    setAside(null);
    field.focus();
  }
  function aside(what) {
    setAside(what);
    write(what.kind === "edit" ? (what.message.text ?? what.message.caption) : field.value);
    field.focus();
  }
  function toggleCommands() {
    if (commands.isOpen()) commands.hide();
    else commands.offer(true);
    field.focus();
  }
  /** Sends words that did not come from the field (a command, a key) or did; only the latter empty it. */
  async function deliver(text) {
    const { aside: about, draft } = thread;
    const typed = text === draft.trim();
    if (typed || about) setAside(null);
    if (typed) write("");
    try {
      if (typed && thread.files.length) {
        const sent = sendTray(thread, text);
        files.draw();
        await sent;
      } else if (typed && about?.kind === "edit") await api.edit(place, about.message.message_id, text);
      else await api.say(place, text, about?.message.message_id);
    } catch (error) {
      if (typed && !field.value) write(draft);
      setAside(about);
      failed(error, place.person);
    }
    files.draw();
  }
  function submit(event) {
    event.preventDefault();
    const text = field.value.trim();
    commands.hide();
    if (text || thread.files.length) deliver(text);
  }
  function editLast() {
    const mine = listed(thread).filter((one) => one.from?.id === place.person && (one.text ?? one.caption) !== undefined);
    if (mine.length) aside({ kind: "edit", message: mine.at(-1) });
  }
  function onKey(event) {
    // While an input method is composing, Enter chooses a word; it does not send (229 is how Safari says so).
    if (event.isComposing || event.keyCode === 229 || commands.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "ArrowUp" && !field.value) {
      event.preventDefault();
      editLast();
    } else if (event.key === "Escape" && thread.aside) leaveAside();
  }
  function onPaste(event) {
    const pasted = [...event.clipboardData.files];
    if (!pasted.length) return;
    event.preventDefault();
    files.add(pasted);
  }
  function draw() {
    const messages = listed(thread);
    menu.hidden = !thread.commands.length;
    field.placeholder = placeholderOf(messages) ?? t("write");
    keys.draw(messages);
    ready();
  }
  form.addEventListener("submit", submit);
  field.addEventListener("keydown", onKey);
  field.addEventListener("paste", onPaste);
  field.addEventListener("input", () => {
    grow();
    commands.offer(false);
  });
  element.addEventListener("focusout", (event) => element.contains(event.relatedTarget) || commands.hide());
  line.set(thread.aside);
  files.draw();
  requestAnimationFrame(grow);
  return { element, draw, aside, focus: () => field.focus(), addFiles: files.add };
}

/** The paper clip and the hidden input behind it. */
function filePicker(take) {
  const picker = h("input", { type: "file", multiple: true, hidden: true, "aria-label": t("attach") });
  picker.addEventListener("change", () => {
    take([...picker.files]);
    picker.value = "";
  });
  return [iconButton("attach", t("attach"), () => picker.click(), { class: "attach" }), picker];
}
