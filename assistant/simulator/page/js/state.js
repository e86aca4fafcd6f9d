// What the page knows of the simulated world, and who wants to hear when it changes.

export const state = {
  bots: [],
  people: [],
  /** Groups as the world lists them, with their members. */
  groups: [],
  /** person id → key of the place shown on that phone. */
  shown: new Map(),
  /** key of a place → Thread. */
  threads: new Map(),
  clock: { now: Date.now() / 1000, rate: 1, read: performance.now() },
  journal: { entries: [], cursor: 0 },
};

const listeners = new Map();

/** Calls `hear` whenever `topic` changes; gives back a function that ends it. */
export function on(topic, hear) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(hear);
  return () => listeners.get(topic).delete(hear);
}

export function tell(topic, news) {
  for (const hear of [...(listeners.get(topic) ?? [])]) hear(news);
}

export const keyOf = (place) => `${place.person}/${place.bot ?? ""}/${place.chat}`;

/** One conversation as one person sees it, with what that person has half written. `cursor` is the server's. */
export function threadOf(place) {
  const key = keyOf(place);
  if (!state.threads.has(key)) {
    state.threads.set(key, {
      key, place, messages: new Map(), cursor: 0, loaded: false, unread: 0, typing: null,
      commands: [], draft: "", aside: null, files: [],
    });
  }
  return state.threads.get(key);
}

/** The messages of a thread in order, without the deleted ones. */
export const listed = (thread) =>
  [...thread.messages.values()].filter((one) => !one.deleted).sort((a, b) => a.message_id - b.message_id);

export const person = (id) => state.people.find((one) => one.id === id);
export const bot = (id) => state.bots.find((one) => one.id === id);

/** The simulated time now, in epoch seconds. */
export const now = () => state.clock.now + (state.clock.rate * (performance.now() - state.clock.read)) / 1000;

export function setClock(clock) {
  state.clock = { ...state.clock, ...clock, read: performance.now() };
  tell("clock");
}

/** Who is in a group now. */
export const membersOf = (group) => group.members.filter((one) => one.status !== "left" && one.status !== "kicked");

/** The places of a person: a private chat with each bot, whether begun or not, and their groups. */
export function placesOf(id) {
  const privates = state.bots.map((one) => ({ person: id, chat: id, bot: one.id, type: "private", title: one.name }));
  const groups = state.groups.filter((group) => membersOf(group).some((one) => one.id === id));
  return [...privates, ...groups.map((group) => ({ person: id, chat: group.id, type: group.type, title: group.title }))];
}

export function shownPlace(id) {
  const places = placesOf(id);
  return places.find((place) => keyOf(place) === state.shown.get(id)) ?? places[0] ?? null;
}

export function show(place) {
  state.shown.set(place.person, keyOf(place));
  tell("shown", place.person);
}
