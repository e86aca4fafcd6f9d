// Small things a browser may remember between visits; where storage is forbidden the page works without.

const PREFIX = "chat-page.";

export function load(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function save(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A private window or a full disk: the choice lasts as long as the page.
  }
}
