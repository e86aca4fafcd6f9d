// One message (or one album) as a bubble with what hangs on it.

import { avatar, h, iconButton } from "./dom.js";
import { rich } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { hourOf, t } from "./language.js";
import { attachment, photos } from "./media.js";

const nameOf = (user) => [user?.first_name, user?.last_name].filter(Boolean).join(" ") || user?.username || "?";

/** What the person sees as the sender; their own messages are theirs. */
export const senderOf = (message, place) =>
  message.from?.id === place.person ? t("you") : nameOf(message.from ?? message.sender_chat ?? { first_name: place.title });

/**
 * The list item for `messages` (several only for an album). `hands`: {person, command(text), menu(message, anchor), jump(id)}.
 */
export function bubble(messages, place, hands) {
  const first = messages[0];
  const notice = service(first);
  if (notice) return h("li", { class: "service" }, h("span", {}, notice));
  const mine = first.from?.id === place.person;
  const sender = senderOf(first, place);
  const keyboard = inlineKeyboard(place, messages.at(-1));
  const body = h(
    "div",
    { class: "bubble" },
    h("span", { class: "unseen" }, t("said", { name: sender })),
    place.type !== "private" && !mine ? h("span", { class: "sender" }, sender) : null,
    forwarded(first),
    quote(first, place, hands),
    content(messages, place, sender, hands),
  );
  const menu = (event) => hands.menu(messages.at(-1), event.currentTarget);
  const more = iconButton("more", t("messageMenu"), menu, { class: "message-more", "aria-haspopup": "menu" });
  const face = place.type !== "private" && !mine ? avatar(sender, first.from?.id, "small") : null;
  const item = h(
    "li",
    { class: `message ${mine ? "mine" : "theirs"} ${keyboard ? "with-keys" : ""}`, data: { message: first.message_id } },
    h("div", { class: "line" }, face, h("div", { class: "stack" }, body, keyboard), more),
  );
  // A long press or a right click opens the same menu, except on links and chosen text.
  body.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img") || String(getSelection())) return;
    event.preventDefault();
    hands.menu(messages.at(-1), more);
  });
  if (bare(messages)) item.classList.add("bare");
  return item;
}

/** Pictures without words: the bubble has no padding and the time lies on the picture. */
const bare = (messages) => messages.every((one) => one.photo || one.sticker) && !messages.some((one) => one.caption);

function content(messages, place, sender, hands) {
  const first = messages[0];
  const parts = [];
  if (first.photo) parts.push(photos(messages, sender));
  else for (const one of messages) parts.push(attachment(one));
  const speaking = messages.find((one) => one.text ?? one.caption);
  if (speaking) {
    const entities = speaking.text === undefined ? speaking.caption_entities : speaking.entities;
    const words = rich(speaking.text ?? speaking.caption, entities, hands);
    parts.push(h("div", { class: "words", dir: "auto" }, words, meta(messages)));
  } else {
    if (!parts.some(Boolean)) parts.push(h("div", { class: "words faint" }, t("other")));
    parts.push(meta(messages));
  }
  return parts;
}

function meta(messages) {
  const last = messages.at(-1);
  const edited = messages.some((one) => one.edited || one.edit_date);
  const time = h("time", { datetime: new Date(last.date * 1000).toISOString() }, hourOf(last.date));
  return h("span", { class: "meta" }, edited ? h("span", { class: "edited" }, `${t("edited")} `) : null, time);
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user ? nameOf(origin.sender_user) : (origin.sender_user_name ?? (origin.chat ?? origin.sender_chat)?.title ?? "?");
  return h("span", { class: "forwarded" }, t("forwarded", { name }));
}

function quote(message, place, hands) {
  const reply = message.reply_to_message;
  if (!reply) return null;
  const text = reply.text ?? reply.caption ?? t(reply.photo ? "photo" : "file");
  return h(
    "button",
    { type: "button", class: "quote", on: { click: () => hands.jump(reply.message_id) } },
    h("span", { class: "quote-name" }, senderOf(reply, place)),
    h("span", { class: "quote-text" }, text),
  );
}

/** Words for what happened in the chat without anybody speaking, or null. */
function service(message) {
  if (message.new_chat_members) return message.new_chat_members.map((one) => t("joined", { name: nameOf(one) })).join(" · ");
  if (message.left_chat_member) return t("left", { name: nameOf(message.left_chat_member) });
  if (message.group_chat_created || message.supergroup_chat_created) return t("groupMade", { name: message.chat.title ?? "" });
  if (message.new_chat_title) return message.new_chat_title;
  if (message.pinned_message) return t("pinned");
  if (message.migrate_to_chat_id || message.migrate_from_chat_id || message.delete_chat_photo) return t("serviceOther");
  return null;
}
