// Who is here: the row of people above the phones, and the forms for a new person, a new name, a new group.

import * as api from "./api.js";
import { avatar, fill, h, icon } from "./dom.js";
import { LANGUAGES, language, t } from "./language.js";
import { dialog, failed } from "./notices.js";
import { keyOf, placesOf, state } from "./state.js";

/** How many messages a person has not seen, in all conversations. */
export const unreadOf = (id) => placesOf(id).reduce((sum, place) => sum + (state.threads.get(keyOf(place))?.unread ?? 0), 0);

/** Draws the row into `bar`: whoever `isShown` has a pressed button, `choose(id)` hears a press. */
export function drawPeople(bar, isShown, choose) {
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.person : null;
  const chips = state.people.map((who) => {
    const unread = unreadOf(who.id);
    return h(
      "button",
      {
        type: "button",
        class: "chip",
        "aria-pressed": String(isShown(who.id)),
        data: { person: who.id },
        on: { click: () => choose(who.id) },
      },
      avatar(who.name, who.id, "small"),
      h("span", { class: "chip-name" }, who.name),
      badge(unread),
    );
  });
  const plus = h(
    "button",
    {
      type: "button",
      class: "chip add",
      data: { person: "add" },
      "aria-label": t("addPerson"),
      title: t("addPerson"),
      on: { click: () => askPerson(choose) },
    },
    icon("add"),
  );
  fill(bar, chips, plus);
  bar.setAttribute("aria-label", t("people"));
  if (focused) bar.querySelector(`[data-person="${focused}"]`)?.focus();
}

/** The number of unseen messages as a badge, with its meaning for a screen reader; nothing for none. */
export const badge = (n) =>
  n
    ? h("span", { class: "badge" }, h("span", { "aria-hidden": "true" }, n), h("span", { class: "unseen" }, t("unread", { n })))
    : null;

/** Whoever opens an empty page finds somebody to be. */
export const firstPerson = () =>
  api.addPerson(language() === "zh" ? { name: "小安", language: "zh-hans" } : { name: "Anna", language: "en" });

function form(title, fields, submitLabel, submit) {
  const box = dialog(title, "form-box");
  const cancel = h("button", { type: "button", on: { click: () => box.close() } }, t("cancel"));
  const save = h("button", { type: "submit", class: "primary" }, submitLabel);
  const body = h("form", {}, fields, h("div", { class: "dialog-actions" }, cancel, save));
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    save.disabled = true;
    try {
      await submit();
      box.close();
    } catch (error) {
      save.disabled = false;
      failed(error);
    }
  });
  box.append(body);
  box.showModal();
  body.querySelector("input")?.focus();
}

const labelled = (label, control) => h("label", { class: "row" }, h("span", {}, label), control);

export function askPerson(choose) {
  const name = h("input", { type: "text", required: true, maxlength: "64", autocomplete: "off" });
  const username = h("input", { type: "text", maxlength: "32", pattern: "[A-Za-z][A-Za-z0-9_]{3,31}", autocomplete: "off" });
  const reads = h("select", {}, LANGUAGES.map(([code, label]) => h("option", { value: code }, label)));
  reads.value = language() === "zh" ? "zh-hans" : "en";
  const fields = [labelled(t("name"), name), labelled(t("language"), reads), labelled(t("username"), username)];
  form(t("addPerson"), fields, t("create"), async () => {
    const handle = username.value.trim();
    const made = await api.addPerson({ name: name.value.trim(), language: reads.value, ...(handle ? { username: handle } : {}) });
    choose(made.id);
  });
}

export function askName(who) {
  const name = h("input", { type: "text", required: true, maxlength: "64", value: who.name, autocomplete: "off" });
  form(t("rename"), [labelled(t("name"), name)], t("save"), () => api.changePerson(who.id, { name: name.value.trim() }));
}

/** A new group with `owner` as its creator; everybody ticked joins. */
export function askGroup(owner) {
  const title = h("input", { type: "text", required: true, maxlength: "128", autocomplete: "off" });
  const others = [
    ...state.people.filter((one) => one.id !== owner.id).map((one) => ({ name: one.name, member: { person: one.id } })),
    ...state.bots.map((one) => ({ name: `${one.name} (${t("bot")})`, member: { bot: one.id } })),
  ].map((one) => ({ ...one, box: h("input", { type: "checkbox", checked: true }) }));
  const members = h(
    "fieldset",
    {},
    h("legend", {}, t("groupMembers")),
    others.map((one) => h("label", { class: "tick" }, one.box, h("span", {}, one.name))),
  );
  form(t("newGroup"), [labelled(t("groupTitle"), title), others.length ? members : null], t("create"), async () => {
    const group = await api.addGroup(owner.id, title.value.trim());
    for (const one of others.filter((other) => other.box.checked)) await api.addMember(group.id ?? group.chat, one.member);
  });
}
