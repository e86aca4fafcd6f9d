// Pictures, files, sound and film inside a bubble.

import * as api from "./api.js";
import { h, icon } from "./dom.js";
import { sizeOf, t } from "./language.js";
import { openLightbox } from "./lightbox.js";

/** The picture to show: the largest size the message has. */
const largest = (message) => message.photo.reduce((best, one) => (one.width * one.height > best.width * best.height ? one : best));

/** One picture, or an album's grid; a tap opens the lightbox at that picture. */
export function photos(messages, sender) {
  const pictures = messages.map((message) => ({
    address: api.fileAddress(largest(message).file_id),
    size: largest(message),
    words: message.caption || t("photoOf", { name: sender }),
  }));
  const tiles = pictures.map((picture, i) => tile(pictures, i, sender));
  return h("div", { class: `photos of-${Math.min(tiles.length, 5)} ${tiles.length > 1 ? "album" : ""}` }, tiles);
}

function tile(pictures, i, sender) {
  const { address, size, words } = pictures[i];
  const image = h("img", { src: address, alt: words, width: size.width, height: size.height, decoding: "async" });
  const open = (event) => openLightbox(pictures, i, event.currentTarget);
  return h("button", { type: "button", class: "photo", "aria-label": t("openPhoto", { name: sender }), on: { click: open } }, image);
}

/** Whatever else a message carries, or null. */
export function attachment(message) {
  if (message.animation) return film(message.animation, t("video")); // it bears a document besides, for old apps
  if (message.document) return file(message.document, message.document.file_name || t("file"));
  if (message.video) return film(message.video, t("video"));
  if (message.video_note) return film(message.video_note, t("video"));
  if (message.voice) return sound(message.voice, t("voice"));
  if (message.audio) return sound(message.audio, message.audio.title || message.audio.file_name || t("audio"));
  if (message.sticker) return sticker(message.sticker);
  if (message.contact) return card("people", message.contact.first_name, message.contact.phone_number);
  if (message.location) return card("globe", t("location"), `${message.location.latitude}, ${message.location.longitude}`);
  return null;
}

function file(document, name) {
  const kind = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? "";
  return h(
    "a",
    { class: "file", href: api.fileAddress(document.file_id), download: name },
    h("span", { class: "file-sign", "aria-hidden": "true" }, kind ? kind.toUpperCase() : icon("file")),
    h(
      "span",
      { class: "file-words" },
      h("span", { class: "file-name" }, name),
      h("span", { class: "file-size" }, [sizeOf(document.file_size), t("download")].filter(Boolean).join(" · ")),
    ),
  );
}

const film = (video, label) =>
  h("video", {
    class: "film",
    controls: true,
    preload: "metadata",
    playsinline: true,
    "aria-label": label,
    src: api.fileAddress(video.file_id),
  });

const sound = (audio, label) =>
  h(
    "div",
    { class: "sound" },
    h("span", { class: "sound-name" }, label),
    h("audio", { controls: true, preload: "metadata", "aria-label": label, src: api.fileAddress(audio.file_id) }),
  );

const sticker = (one) => h("img", { class: "sticker", src: api.fileAddress(one.file_id), alt: `${t("sticker")} ${one.emoji ?? ""}` });

const card = (sign, name, more) =>
  h(
    "div",
    { class: "file" },
    h("span", { class: "file-sign", "aria-hidden": "true" }, icon(sign)),
    h("span", { class: "file-words" }, h("span", { class: "file-name" }, name), h("span", { class: "file-size" }, more)),
  );
