// Message text with its entities, as elements. Offsets count UTF-16 units, which is how JavaScript counts too.

import { h, icon, wordButton } from "./dom.js";
import { t } from "./language.js";
import { link } from "./links.js";
import { copy } from "./notices.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", blockquote: "blockquote" };

/**
 * Turns `text` and its `entities` into nodes. `hands` says what a tap does: {command(text)}.
 * Entities nest; one that sticks out of its parent is cut there, as the apps do.
 */
export function rich(text, entities, hands) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, 0, text.length, sorted, hands);
}

function between(text, start, end, entities, hands) {
  const nodes = [];
  let here = start;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    if (from < here || to <= from) continue;
    if (from > here) nodes.push(text.slice(here, from));
    const inner = entities.slice(i + 1).filter((one) => one.offset < to && one.offset + one.length > from);
    const whole = text.slice(from, to);
    nodes.push(dress(entity, whole, () => between(text, from, to, inner, hands), hands));
    here = to;
  }
  if (here < end) nodes.push(text.slice(here, end));
  return nodes;
}

function dress(entity, whole, inside, hands) {
  if (entity.type in PLAIN) return h(PLAIN[entity.type], {}, inside());
  switch (entity.type) {
    case "expandable_blockquote":
      return h("blockquote", {}, inside());
    case "code":
      return wordButton({ class: "copyable code", title: t("tapToCopy") }, () => copy(whole, hands.person), h("code", {}, inside()));
    case "pre":
      return block(entity, whole, hands.person);
    case "spoiler":
      return spoiler(inside());
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(whole) ? whole : `https://${whole}`, inside(), hands.person);
    case "text_link":
      return link(entity.url, inside(), hands.person);
    case "email":
      return link(`mailto:${whole}`, inside(), hands.person);
    case "mention":
      return link(`https://t.me/${whole.slice(1)}`, inside(), hands.person);
    case "bot_command":
      return wordButton({ class: "inline-link" }, () => hands.command(whole), whole);
    case "text_mention":
    case "hashtag":
    case "cashtag":
    case "phone_number":
      return h("span", { class: "tagged" }, inside());
    default:
      return h("span", {}, inside());
  }
}

/** A text made for pasting: the whole block copies with one tap. */
function block(entity, text, person) {
  const head = h("span", { class: "pre-head" }, h("span", {}, entity.language || t("tapToCopy")), icon("copy"));
  return h(
    "button",
    { type: "button", class: "copyable pre", "aria-label": `${t("copy")}: ${text}`, on: { click: () => copy(text, person) } },
    head,
    h("span", { class: "pre-text" }, text),
  );
}

function spoiler(children) {
  const show = (event) => {
    event.currentTarget.classList.add("shown");
    event.currentTarget.removeAttribute("aria-label");
  };
  return wordButton({ class: "spoiler", "aria-label": t("reveal") }, show, h("span", {}, children));
}
