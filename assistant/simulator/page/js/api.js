// The simulator's control API, as plain functions. A "place" is one conversation as one person sees it:
// {person, chat, bot, type, title}; a private chat carries the person's own id, so the bot tells them apart.

async function ask(path, { method = "GET", body, form } = {}) {
  const response = await fetch(`/control/${path}`, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: form ?? (body ? JSON.stringify(body) : undefined),
  });
  const text = await response.text();
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    answer = { error: text.slice(0, 200) };
  }
  if (!response.ok) throw new Error(answer.error || `${response.status} ${response.statusText}`);
  return answer;
}

const post = (path, body) => ask(path, { method: "POST", body });

/** How the place is named in a body: a private chat by its bot, a group by its id. */
const aim = (place) => (place.type === "private" ? { bot: place.bot } : { chat: place.chat });

/** A message of the place; the bot is needed too, because private chats share the person's id. */
const at = (place, message) => ({
  person: place.person,
  chat: place.chat,
  message_id: message,
  ...(place.type === "private" ? { bot: place.bot } : {}),
});

export const world = () => ask("world");
export const commandsOf = (person, bot) => ask(`people/${person}/commands?bot=${bot}`);
export const addPerson = (person) => post("people", person);
export const changePerson = (id, changes) => ask(`people/${id}`, { method: "PATCH", body: changes });
export const block = (person, bot, blocked) => post(`people/${person}/block`, { bot, blocked });
export const addGroup = (owner, title) => post("groups", { owner, title });
export const addMember = (group, member) => post(`groups/${group}/members`, member);

export function messages(place, after) {
  const query = new URLSearchParams({ person: place.person, after });
  if (place.type === "private") query.set("bot", place.bot);
  return ask(`chats/${place.chat}/messages?${query}`);
}

export const say = (place, text, replyTo) =>
  post("say", { person: place.person, ...aim(place), text, ...(replyTo ? { reply_to: replyTo } : {}) });
/** A private chat carries the person's own id; the bot tells it from others of theirs. */
export const forward = (place, numbers, target) =>
  post("forward", {
    person: place.person,
    from_chat: place.chat,
    ...(place.type === "private" ? { from_bot: place.bot } : {}),
    message_ids: numbers,
    ...aim(target),
  });
export const contact = (place, of) => post("contact", { person: place.person, ...aim(place), of });
export const edit = (place, message, text) => post("edit", { ...at(place, message), text });
export const press = (place, message, which) => post("press", { ...at(place, message), ...which });
/** `chat`: the group that a link adding a bot to one shall be followed into. */
export const open = (person, url, chat) => post("open", { person, url, chat });

/** Sends one to ten files, `kinds` with commas between them; several become an album. */
export function send(place, kinds, files, caption) {
  const form = new FormData();
  form.set("person", place.person);
  for (const [key, value] of Object.entries(aim(place))) form.set(key, value);
  form.set("kind", kinds);
  if (caption) form.set("caption", caption);
  for (const file of files) form.append("file", file, file.name);
  return ask("send", { method: "POST", form });
}

export const advance = (seconds) => post("clock", { advance: seconds });
export const journal = (after) => ask(`journal?after=${after}`);
export const fileAddress = (fileId) => `/control/files/${encodeURIComponent(fileId)}`;
