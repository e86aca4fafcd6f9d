// A small menu beside the button that opened it: arrows move, Enter chooses, Escape goes back.

import { h, icon } from "./dom.js";
import { badge } from "./people.js";

let open = null;

/** `entries`: [{label, sign?, mark?, act}]; a `mark` of true ticks the entry. */
export function openMenu(anchor, label, entries) {
  const again = open?.anchor === anchor;
  open?.close();
  if (again) return;
  const items = entries.map((entry) => menuItem(entry));
  const box = h("div", { class: "menu", role: "menu", "aria-label": label }, items);
  const close = (back = true) => {
    box.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    open = null;
    if (back && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => {
    if (!box.contains(event.target) && !anchor.contains(event.target)) close(false);
  };
  items.forEach((item, i) =>
    item.addEventListener("click", () => {
      close();
      entries[i].act();
    }),
  );
  box.addEventListener("keydown", (event) => keys(event, items, close));
  document.addEventListener("pointerdown", outside, true);
  // Inside an open dialog the menu must live in it, or it would lie beneath.
  (anchor.closest("dialog") ?? document.body).append(box);
  settle(box, anchor);
  anchor.setAttribute("aria-expanded", "true");
  open = { anchor, close };
  items[0]?.focus();
}

function menuItem(entry) {
  const role = entry.mark === undefined ? "menuitem" : "menuitemradio";
  const checked = entry.mark === undefined ? null : String(entry.mark);
  return h(
    "button",
    { type: "button", role, tabindex: "-1", "aria-checked": checked },
    entry.sign ? icon(entry.sign) : null,
    h("span", { class: "menu-label" }, entry.label),
    badge(entry.news),
  );
}

function keys(event, items, close) {
  const here = items.indexOf(document.activeElement);
  const goals = { ArrowDown: here + 1, ArrowUp: here - 1 + items.length, Home: 0, End: items.length - 1 };
  if (event.key in goals) {
    event.preventDefault();
    items[goals[event.key] % items.length]?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

/** Beneath the anchor where there is room, else above it; never outside the window. */
function settle(box, anchor) {
  const from = anchor.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const left = Math.min(Math.max(8, from.right - size.width), innerWidth - size.width - 8);
  const below = from.bottom + 4;
  const top = below + size.height < innerHeight - 8 ? below : Math.max(8, from.top - size.height - 4);
  box.style.setProperty("--left", `${Math.max(8, left)}px`);
  box.style.setProperty("--top", `${top}px`);
}
