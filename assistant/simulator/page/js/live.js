// Keeps the page true to the simulator. Events only say that something changed; what it is now is always asked for,
// so a lost connection, a missed event or a restarted simulator can leave nothing wrong for long.

import * as api from "./api.js";
import { gather } from "./gather.js";
import { t } from "./language.js";
import { follow } from "./links.js";
import { announce, alertBox, toast } from "./notices.js";
import { bot, person, placesOf, setClock, state, tell, threadOf } from "./state.js";

const RETRY_MS = 1500;
const TYPING_MS = 5500;
const KINDS = ["message", "edited", "deleted", "typing", "toast", "journal", "clock", "person", "chat", "bot"];

export function connect() {
  const source = new EventSource("/control/events");
  source.addEventListener("open", () => {
    tell("connection", true);
    everything();
  });
  source.addEventListener("error", () => {
    tell("connection", false);
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, RETRY_MS);
  });
  for (const kind of KINDS) source.addEventListener(kind, (event) => HEARD[kind](JSON.parse(event.data)));
}

const HEARD = {
  message: changed,
  edited: changed,
  deleted: changed,
  typing,
  toast: answered,
  journal: () => log(),
  clock: (news) => setClock(news.clock),
  person: () => people(),
  chat: () => people(),
  bot: () => people(),
};

/** The world itself: bots, people, groups with their members. */
export const people = gather(async () => {
  const world = await api.world();
  state.bots = world.bots;
  state.people = world.people;
  state.groups = world.chats.filter((chat) => chat.type !== "private");
  setClock({ ...world.clock, now: world.now });
  tell("world");
});

/** The commands this person is offered there: they depend on the person's language. */
export async function loadCommands(place) {
  const thread = threadOf(place);
  if (place.type !== "private") return;
  try {
    thread.commands = (await api.commandsOf(place.person, place.bot)).commands;
    tell("thread", thread);
  } catch {
    // The simulator is away or the bot is gone; the next change of the world asks again.
  }
}

export const log = gather(async () => {
  let answer = await api.journal(state.journal.cursor);
  if (answer.cursor < state.journal.cursor) {
    state.journal = { entries: [], cursor: 0 };
    answer = await api.journal(0);
  }
  state.journal.cursor = answer.cursor;
  state.journal.entries.push(...answer.entries);
  state.journal.entries.splice(0, Math.max(0, state.journal.entries.length - 1000));
  tell("journal", answer.entries);
});

async function everything() {
  for (const thread of state.threads.values()) thread.cursor = 0;
  await people();
  log();
  for (const thread of state.threads.values()) refresh(thread);
}

/** Loads what changed in a thread since it was last asked; calls during a load lead to exactly one more. */
export function refresh(thread) {
  thread.pull ??= gather(() => pull(thread));
  return thread.pull();
}

async function pull(thread) {
  const fresh = thread.cursor === 0;
  const answer = await api.messages(thread.place, thread.cursor);
  const first = !thread.loaded;
  if (fresh) thread.messages.clear();
  const arrived = [];
  for (const message of answer.messages) {
    if (!fresh && !message.deleted && !thread.messages.has(message.message_id)) arrived.push(message);
    thread.messages.set(message.message_id, message);
  }
  thread.cursor = answer.cursor;
  thread.loaded = true;
  if (!first) for (const message of arrived) received(thread, message);
  else if (thread.stirred && answer.messages.length) received(thread, answer.messages.at(-1));
  tell("thread", thread);
}

function received(thread, message) {
  const mine = message.from?.id === thread.place.person;
  if (mine) return;
  thread.typing = null;
  if (!document.querySelector(`.phone[data-thread="${CSS.escape(thread.key)}"]`)) {
    thread.unread += 1;
    tell("unread", thread.place.person);
  }
  const text = message.text ?? message.caption ?? t(message.photo ? "photo" : "file");
  announce(t("news", { name: person(thread.place.person)?.name ?? "", text }));
}

/** Whether news ({chat, bot}) is about this place; private chats of a person with several bots share one id. */
const isAbout = (news, place) => place.chat === news.chat && (place.type !== "private" || place.bot === news.bot);

/** Something happened in a chat: every conversation that shows this chat looks again. */
function changed(news) {
  if (!state.people.some((one) => placesOf(one.id).some((place) => isAbout(news, place)))) people();
  for (const one of state.people) {
    for (const place of placesOf(one.id)) {
      if (!isAbout(news, place)) continue;
      const thread = threadOf(place);
      thread.stirred = !thread.loaded;
      refresh(thread);
    }
  }
}

function typing(news) {
  for (const thread of state.threads.values()) {
    if (!isAbout(news, thread.place)) continue;
    thread.typing = news.action;
    clearTimeout(thread.typingEnds);
    thread.typingEnds = setTimeout(() => {
      thread.typing = null;
      tell("typing", thread);
    }, TYPING_MS);
    tell("typing", thread);
  }
}

/** A press was answered. The toast's place on the page is a live region: it is read out without more ado. */
function answered({ toast: answer }) {
  tell("answered", answer);
  if (answer.text && answer.alert) alertBox(bot(answer.bot)?.name ?? t("title"), answer.text);
  else if (answer.text) toast(answer.text, answer.person);
  if (answer.url) follow(answer.person, answer.url);
}
