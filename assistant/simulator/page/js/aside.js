// The line above the writing field that says what is being answered or edited.

import { fill, h, icon, iconButton } from "./dom.js";
import { t } from "./language.js";

/** Gives {element, set(aside)}; `drop()` hears the cross. An aside is {kind: "reply" or "edit", message, name} or null. */
export function asideLine(drop) {
  const element = h("div", { class: "aside", hidden: true });
  function set(aside) {
    element.hidden = !aside;
    if (!aside) return;
    const title = aside.kind === "edit" ? t("editing") : t("replying", { name: aside.name });
    const text = aside.message.text ?? aside.message.caption ?? "";
    const words = h("div", { class: "aside-words" }, h("strong", {}, title), h("span", {}, text));
    fill(element, icon(aside.kind), words, iconButton("close", t("cancel"), drop));
  }
  return { element, set };
}
