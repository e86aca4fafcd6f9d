// The simulated clock: what it says, and the buttons that move it on.

import * as api from "./api.js";
import { fill, h, icon } from "./dom.js";
import { momentOf, t } from "./language.js";
import { announce, failed } from "./notices.js";
import { now, on, setClock, state } from "./state.js";

const HOUR = 3600;
const JUMPS = [
  ["hour", HOUR],
  ["day", 24 * HOUR],
  ["week", 7 * 24 * HOUR],
];

/** Draws the clock into `box` and keeps it right. Everybody waits for a jump: the bot does all that comes due on the way. */
export function clockView(box) {
  const time = h("time", { class: "clock-time" });
  const buttons = JUMPS.map(([word, seconds]) => {
    const label = t(`${word}Long`);
    const click = (event) => jump(event.currentTarget, seconds);
    return h("button", { type: "button", "aria-label": label, title: label, on: { click } }, t(word));
  });
  async function jump(button, seconds) {
    for (const one of buttons) one.disabled = true;
    button.setAttribute("aria-busy", "true");
    try {
      setClock(await api.advance(seconds));
      announce(t("advanced", { time: momentOf(now()) }));
    } catch (error) {
      failed(error);
    }
    for (const one of buttons) one.disabled = false;
    button.removeAttribute("aria-busy");
    button.focus();
  }
  function tick() {
    const words = momentOf(now());
    if (time.textContent === words) return;
    time.textContent = words;
    time.dateTime = new Date(now() * 1000).toISOString();
    box.title = t("clockNow", { time: words }) + (state.clock.rate ? "" : ` – ${t("clockStands")}`);
  }
  fill(box, icon("clock"), time, h("div", { class: "jumps", role: "group", "aria-label": t("clock") }, buttons));
  tick();
  const timer = setInterval(tick, 1000);
  const off = on("clock", tick);
  return () => {
    clearInterval(timer);
    off();
  };
}
