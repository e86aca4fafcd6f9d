// Files chosen but not yet sent, shown above the writing field.

import * as api from "./api.js";
import { fill, h, iconButton } from "./dom.js";
import { sizeOf, t } from "./language.js";

const ALBUM = 10;
const THUMB_PX = 144;

/** Gives {element, add(files), draw}; the files live in `thread.files`, so they outlast a switch of phones. */
export function tray(thread, changed) {
  const element = h("div", { class: "tray", hidden: true });

  function draw() {
    const files = thread.files;
    element.hidden = !files.length;
    const pictures = files.some((file) => file.type.startsWith("image/"));
    const choose = (event) => (thread.asFiles = event.target.checked);
    const asFiles = h("input", { type: "checkbox", checked: Boolean(thread.asFiles), on: { change: choose } });
    const sound = files.some((file) => file.type.startsWith("audio/"));
    const speak = (event) => (thread.asVoice = event.target.checked);
    const asVoice = h("input", { type: "checkbox", checked: Boolean(thread.asVoice), on: { change: speak } });
    fill(
      element,
      h("ul", { class: "tray-files" }, files.map((file, i) => entry(file, () => leaveOut(i)))),
      pictures ? h("label", { class: "tray-choice" }, asFiles, t("asFiles")) : null,
      sound ? h("label", { class: "tray-choice" }, asVoice, t("asVoice")) : null,
    );
    changed();
  }
  function leaveOut(i) {
    thread.files.splice(i, 1);
    draw();
  }
  return {
    element,
    draw,
    add(files) {
      thread.files.push(...files);
      draw();
    },
  };
}

function entry(file, leaveOut) {
  const away = iconButton("close", t("removeFile", { name: file.name }), leaveOut, { class: "tray-remove" });
  const face = h("span", { class: "tray-face", "aria-hidden": "true" });
  if (file.type.startsWith("image/")) thumbnail(file, face);
  return h("li", {}, face, h("span", { class: "tray-name" }, file.name), h("span", { class: "tray-size" }, sizeOf(file.size)), away);
}

/** Drawn on a canvas: the page's content security policy allows no blob: addresses. */
async function thumbnail(file, face) {
  try {
    const image = await createImageBitmap(file);
    const scale = THUMB_PX / Math.min(image.width, image.height);
    const canvas = h("canvas", { width: THUMB_PX, height: THUMB_PX });
    const [width, height] = [image.width * scale, image.height * scale];
    canvas.getContext("2d").drawImage(image, (THUMB_PX - width) / 2, (THUMB_PX - height) / 2, width, height);
    face.append(canvas);
  } catch {
    // Not a picture this browser can read; the name says enough.
  }
}

function kindOf(file, thread) {
  if (file.type.startsWith("image/") && file.type !== "image/svg+xml") return thread.asFiles ? "document" : "photo";
  if (file.type.startsWith("video/")) return "video";
  if (file.type.startsWith("audio/")) return thread.asVoice ? "voice" : "audio";
  return "document";
}

/** What may form an album: photos and videos together, files, sound files; voice messages stand alone. */
const albumOf = (kind) => (kind === "video" ? "photo" : kind);
const mostOf = (album) => (album === "voice" ? 1 : ALBUM);

/** Empties the tray and sends it, album by album; the words go with the first. What fails comes back. */
export async function sendTray(thread, caption) {
  const albums = new Map();
  for (const file of thread.files) {
    const album = albumOf(kindOf(file, thread));
    albums.set(album, [...(albums.get(album) ?? []), file]);
  }
  let left = thread.files;
  thread.files = [];
  let words = caption;
  try {
    for (const [album, files] of albums) {
      for (let i = 0; i < files.length; i += mostOf(album)) {
        const some = files.slice(i, i + mostOf(album));
        const kinds = some.map((file) => kindOf(file, thread)).join();
        await api.send(thread.place, kinds, some, words);
        left = left.filter((file) => !some.includes(file));
        words = "";
      }
    }
    thread.asFiles = thread.asVoice = false;
  } finally {
    thread.files.unshift(...left);
  }
}
