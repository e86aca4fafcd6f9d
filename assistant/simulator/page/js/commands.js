// The bot's commands, offered above the writing field: by the menu button, or while a slash is being typed.

import { fill, h } from "./dom.js";
import { t } from "./language.js";

let count = 0;

/** Gives {element, offer(all), hide, key(event)}; `choose(command)` gets the name without its slash. */
export function commandList(field, commandsNow, choose) {
  count += 1;
  const id = `commands-${count}`;
  const element = h("div", { class: "commands", id, role: "listbox", "aria-label": t("commands"), hidden: true });
  let found = [];
  let here = -1;
  field.setAttribute("aria-controls", id);
  field.setAttribute("aria-autocomplete", "list");

  function draw() {
    const rows = found.map((one, i) =>
      h(
        "div",
        {
          class: "command",
          role: "option",
          id: `${id}-${i}`,
          "aria-selected": String(i === here),
          // The field keeps the focus while a finger or mouse chooses.
          on: { click: () => take(i), pointerdown: (event) => event.preventDefault() },
        },
        h("span", { class: "command-name" }, `/${one.command}`),
        h("span", { class: "command-words" }, one.description),
      ),
    );
    fill(element, rows);
    element.hidden = !rows.length;
    if (here >= 0 && rows[here]) {
      field.setAttribute("aria-activedescendant", rows[here].id);
      rows[here].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }
  function hide() {
    found = [];
    here = -1;
    draw();
  }
  function take(i) {
    const { command } = found[i];
    hide();
    choose(command);
  }
  /** Everything (the menu button), or what fits the half-typed command. */
  function offer(all) {
    const typed = /^\/(\w*)$/.exec(field.value);
    found = all ? commandsNow() : typed ? commandsNow().filter((one) => one.command.startsWith(typed[1].toLowerCase())) : [];
    here = found.length && (all || typed?.[1]) ? 0 : -1;
    draw();
  }
  /** True when the key was meant for the list. */
  function key(event) {
    if (element.hidden || event.isComposing) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      here = here < 0 && event.key === "ArrowUp" ? found.length - 1 : (here + steps[event.key] + found.length) % found.length;
      draw();
    } else if (event.key === "Escape") hide();
    else if ((event.key === "Enter" || event.key === "Tab") && here >= 0 && !event.shiftKey) take(here);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  return { element, offer, hide, key, isOpen: () => !element.hidden };
}
