// The only way elements are made here. Strings become text nodes, so nothing a person typed is ever markup.

/**
 * Builds an element. `props`: `class`, `on` ({event: handler}), `data`,
 * DOM properties that have no attribute (`value`, `checked`), and attributes (true = bare, null or false = left out).
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) put(element, name, value);
  add(element, children);
  return element;
}

function put(element, name, value) {
  if (name === "class") element.className = value;
  else if (name === "on") for (const [event, hear] of Object.entries(value)) element.addEventListener(event, hear);
  else if (name === "data") Object.assign(element.dataset, value);
  else if (name === "value" || name === "checked") element[name] = value;
  else if (value === true) element.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
}

export function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    parent.append(child);
  }
  return parent;
}

export function fill(parent, ...children) {
  parent.replaceChildren();
  return add(parent, children);
}

/** Makes the children of `parent` exactly `wanted`, moving as little as possible (focus and scroll survive). */
export function reconcile(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

const NAMESPACE = "http://www.w3.org/2000/svg";

/** Line drawings on a 24 × 24 field. */
const DRAWINGS = {
  add: "M12 5v14M5 12h14",
  attach: "M20 11.5l-7.6 7.6a5 5 0 0 1-7-7l8.2-8.3a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7-7",
  back: "M15 5l-7 7 7 7",
  chats: "M4 6h16M4 12h16M4 18h10",
  clock: "M12 7v5l3.2 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v10H9zM5 15V5h10",
  down: "M6 9l6 6 6-6",
  edit: "M5 19h3.5L19 8.5l-3.5-3.5L5 15.5z",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  globe: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18",
  grid: "M5 6h2M11 6h2M17 6h2M5 12h2M11 12h2M17 12h2M7 18h10",
  log: "M4 5h16v14H4zM8 10l2.5 2L8 14M13 15h3.5",
  menu: "M5 7h14M5 12h14M5 17h14",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  open: "M9 6h9v9M18 6L7 17",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.3-4 3-6 6.5-6s6.2 2 6.5 6M16 4.400a3.5 3.5 0 0 1 0 6.3M18 14.600c2.100.8 3.3 2.600 3.5 5.400",
  reply: "M10 6L4 12l6 6M4 12h9c4 0 6.5 2 7 6",
  send: "M5 12.5L19.5 5 15 20l-3.5-6z",
  tools: "M4 8h9M17 8h3M4 16h3M11 16h9M15 5.800v4.400M9 13.800v4.400",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5",
};

export function icon(name) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only a drawing; its label is both the accessible name and the tooltip. */
export function iconButton(name, label, onClick, more = {}) {
  return h(
    "button",
    { type: "button", ...more, class: `round ${more.class ?? ""}`, "aria-label": label, title: label, on: { click: onClick } },
    icon(name),
  );
}

/** A button within running text: a real one would be a box that lines cannot break in or before punctuation. */
export function wordButton(props, act, ...children) {
  const key = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(event);
  };
  return h("span", { role: "button", tabindex: "0", ...props, on: { click: act, keydown: key } }, children);
}

/** The coloured first letter that stands for somebody without a picture. */
export function avatar(name, id, more = "") {
  const first = [...(name || "?").trim()][0] ?? "?";
  return h("span", { class: `avatar tint-${Math.abs(Number(id) || 0) % 7} ${more}`, "aria-hidden": "true" }, first.toUpperCase());
}
