// Where a link leads: into the simulated Telegram when it names one of its bots or invitations, else to a new tab.

import * as api from "./api.js";
import { h } from "./dom.js";
import { t } from "./language.js";
import { failed } from "./notices.js";
import { addToGroup } from "./startgroup.js";
import { placesOf, show, state } from "./state.js";

const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** Whether the simulator itself follows this address (a bot's deep link, an invitation, a tg: address). */
export function isInside(address) {
  const url = parsed(address);
  if (!url) return false;
  if (url.protocol === "tg:") return true;
  if (!HOSTS.has(url.hostname)) return false;
  const name = url.pathname.split("/")[1] ?? "";
  return name.startsWith("+") || name === "joinchat" || botOf(address) !== undefined;
}

/** The bot an address leads to, or undefined. */
function botOf(address) {
  const url = parsed(address);
  const name = url?.protocol === "tg:" ? url.searchParams.get("domain") : url?.pathname.split("/")[1];
  return name ? state.bots.find((bot) => bot.username.toLowerCase() === name.toLowerCase()) : undefined;
}

/** Presses Start with what the address carries, and shows that conversation; or leads into a group. */
export async function follow(person, address) {
  const bot = botOf(address);
  const fields = parsed(address)?.searchParams;
  if (bot && fields.has("startgroup")) {
    addToGroup(person, bot, address);
    return;
  }
  try {
    await api.open(person, address);
    const place = placesOf(person).find((one) => one.type === "private" && one.bot === bot?.id);
    if (place) show(place);
  } catch (error) {
    failed(error, person);
  }
}

/** An anchor for `address` with `children` as its text; an address of an unknown kind stays plain text. */
export function link(address, children, person, more = {}) {
  if (isInside(address)) {
    const go = (event) => {
      event.preventDefault();
      follow(person, address);
    };
    return h("a", { ...more, href: address, on: { click: go } }, children);
  }
  const url = parsed(address);
  if (!url || !SAFE.has(url.protocol)) return h("span", {}, children);
  const hint = h("span", { class: "unseen" }, ` (${t("opensOutside")})`);
  return h("a", { ...more, href: url.href, target: "_blank", rel: "noopener noreferrer" }, children, hint);
}
