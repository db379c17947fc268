"use strict";

const at = (id) => document.getElementById(id);
const log = at("log");
const text = at("text");
const who = new URLSearchParams(location.search).get("as");
const query = who ? `?as=${encodeURIComponent(who)}` : "";
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", date_time: "time",
};
const NEAR_THE_END = 120;
const QUESTION = 100;
const JUST_TAPPED = 3000;

let editing = null;
let tapped = { id: null, until: 0 };
let clock = null;
let isAtEnd = true;

// --- elements: text only ever becomes text nodes ---

function make(tag, { text: words, class: name, ...attributes } = {}, ...inside) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...inside.filter(Boolean));
  return element;
}

function formatted(part) {
  if (typeof part === "string") return part;
  const inside = part.inside.map(formatted);
  if (part.href) return make("a", { href: part.href, target: "_blank", rel: "noopener noreferrer" }, ...inside);
  if (part.kind === "bot_command") {
    const command = part.inside.join("");
    return make("button", { type: "button", class: "command", text: command, onclick: () => say(command) });
  }
  if (part.kind === "spoiler") return make("span", { class: "spoiler", tabindex: 0 }, ...inside);
  return make(TAGS[part.kind] ?? "span", {}, ...inside);
}

// --- requests ---

async function ask(path, body = {}) {
  try {
    const response = await fetch(`/chat/${path}${query}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    if (response.ok) return await response.json();
    const said = await response.text();
    toast(said.startsWith("{") ? JSON.parse(said).error : said);
  } catch {
    toast("This could not be sent: is the server still running?");
  }
  return null;
}

const say = (words) => ask("say", { text: words });

async function tap(message, choice, button) {
  if (choice.url) return void window.open(choice.url, "_blank", "noopener,noreferrer");
  if (choice.copy !== undefined) {
    await navigator.clipboard.writeText(choice.copy);
    return toast(`Copied: ${choice.copy}`);
  }
  if (choice.data === undefined) return toast("This leads out of this chat, which is all there is here.");
  tapped = { id: message.id, until: Date.now() + JUST_TAPPED };
  button.setAttribute("aria-busy", "true");
  const answer = await ask("tap", { message: message.id, data: choice.data });
  button.removeAttribute("aria-busy");
  const said = answer && [answer.text, answer.url].filter(Boolean).join("\n");
  if (said && answer.alert) {
    at("alert-text").textContent = said;
    at("alert").showModal();
  } else if (said) toast(said);
}

let toasting;
function toast(words) {
  at("toast").textContent = words;
  clearTimeout(toasting);
  toasting = setTimeout(() => { at("toast").textContent = ""; }, 3000 + 60 * words.length);
}

// --- messages ---

const moment = (seconds, how) => new Date(seconds * 1000).toLocaleString(undefined, how);
const HOUR = { hour: "2-digit", minute: "2-digit" };
const DAY = { weekday: "long", day: "numeric", month: "long" };

function attachment(message) {
  const { name, file, picture } = message.attachment;
  const address = `/chat/file/${message.id}${query ? `${query}&` : "?"}file=${encodeURIComponent(file)}`;
  if (picture) return make("img", { class: "picture", src: address, alt: name, onload: stayAtEnd });
  if (file) return make("p", {}, make("a", { href: address, download: "", text: name }));
  return make("p", { text: name });
}

function rows(message) {
  const button = (choice) => {
    const look = choice.style === "primary" ? "style-primary" : choice.style;
    return make("button", {
      type: "button", class: look, text: choice.text, onclick: (event) => tap(message, choice, event.currentTarget),
    });
  };
  return make("div", { class: "rows", role: "group", "aria-label": "Choices" },
    ...message.buttons.map((row) => make("div", { class: "row" }, ...row.map(button))));
}

function contents(message) {
  const meta = make("div", { class: "meta" },
    message.editable && make("button", { type: "button", text: "Edit", onclick: () => edit(message) }),
    message.edited && make("span", { text: "edited" }),
    make("time", { datetime: new Date(message.date * 1000).toISOString(), text: moment(message.date, HOUR) }));
  return [
    make("div", { class: "bubble" },
      make("span", { class: "unseen", text: `${message.own ? "You" : message.from}: ` }),
      message.reply && make("p", { class: "reply", text: message.reply }),
      message.attachment && attachment(message),
      message.parts.length > 0 && make("div", { class: "words" }, ...message.parts.map(formatted)),
      meta),
    message.reaction && make("div", {
      class: "reaction", role: "img", "aria-label": `Reaction: ${message.reaction}`, text: message.reaction,
    }),
    message.buttons.length > 0 && rows(message),
  ].filter(Boolean);
}

function show(message) {
  const shown = at(`message-${message.id}`);
  if (shown) return update(shown, message);
  const day = moment(message.date, DAY);
  const before = log.querySelector(".message:last-of-type");
  if (before?.dataset.day !== day) log.append(make("h2", { class: "day", text: day }));
  log.append(make("article", {
    id: `message-${message.id}`, class: message.own ? "message own" : "message", tabindex: -1,
    "aria-label": `${message.own ? "You" : message.from}, ${moment(message.date, HOUR)}`, "data-day": day,
  }, ...contents(message)));
}

// A screen reader hears what a tap has changed, and no countdown.
function update(shown, message) {
  const buttons = [...shown.querySelectorAll(".rows button")];
  const place = buttons.indexOf(document.activeElement);
  const label = document.activeElement.textContent;
  const hadFocus = shown.contains(document.activeElement);
  shown.setAttribute("aria-live", "off");
  shown.replaceChildren(...contents(message));
  if (message.id === tapped.id && Date.now() < tapped.until) {
    tapped.id = null;
    at("heard").textContent = message.plain;
  }
  if (!hadFocus) return;
  const now = [...shown.querySelectorAll(".rows button")];
  (now.find((button) => button.textContent === label) ?? now[Math.min(place, now.length - 1)] ?? shown).focus();
}

function remove(id) {
  const gone = at(`message-${id}`);
  if (gone?.contains(document.activeElement)) text.focus();
  gone?.remove();
  if (editing === id) stopEditing();
}

// --- what the server says ---

function apply(state, isAll = false) {
  isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
  const added = state.messages?.filter((message) => !at(`message-${message.id}`)) ?? [];
  if (state.bot) at("bot").textContent = document.title = state.bot;
  if (state.about !== undefined) at("about-text").textContent = state.about;
  if (state.commands) fillCommands(state.commands);
  if (state.keyboard) fillKeyboard(state.keyboard);
  if (state.clock) {
    clock = { ...state.clock, heard: performance.now() };
    at("clock-button").hidden = false;
    tick();
  }
  state.messages?.forEach(show);
  state.gone?.forEach(remove);
  const isEmpty = !log.querySelector(".message");
  at("about").hidden = !isEmpty;
  log.hidden = isEmpty;
  isAtEnd ||= added.some((message) => message.own);
  stayAtEnd();
  if (isAll || !isAtEnd || added.length === 0) return;
  const newest = log.lastElementChild;
  showBeginning(newest);
  newest.querySelector(".picture")?.addEventListener("load", () => isAtEnd && showBeginning(newest));
}

function stayAtEnd() {
  if (isAtEnd) log.scrollTop = log.scrollHeight;
}

// A long answer is read from its beginning, or that of its picture, below what it answers.
function showBeginning(message) {
  const before = message.previousElementSibling;
  const first = before?.matches(".own + :has(.picture)") ? before : message;
  const hidden = log.getBoundingClientRect().top + QUESTION - first.getBoundingClientRect().top;
  if (hidden <= 0) return;
  isAtEnd = false;
  log.scrollTop -= hidden;
}

function begin(state) {
  log.setAttribute("aria-busy", "true");
  log.replaceChildren();
  apply(state, true);
  log.removeAttribute("aria-busy");
}

function fillCommands(commands) {
  at("commands-button").hidden = commands.length === 0;
  at("commands").replaceChildren(...commands.map(({ command, description }) => make("button", {
    type: "button", "data-command": `/${command}`,
    onclick: () => { at("commands").hidePopover(); text.value = ""; say(`/${command}`); text.focus(); },
  }, make("code", { text: `/${command}` }), description)));
}

function fillKeyboard(keys) {
  const press = (key) => {
    if (key.asks === "location") return at("place").showModal();
    if (key.asks === "contact") return ask("send", { kind: "contact" });
    return say(key.text);
  };
  at("keyboard").hidden = keys.length === 0;
  at("keyboard").replaceChildren(...keys.map((row) => make("div", { class: "row" }, ...row.map((key) =>
    make("button", { type: "button", text: key.text, onclick: () => { press(key); text.focus(); } })))));
}

function tick() {
  if (!clock) return;
  const now = clock.now + (performance.now() - clock.heard) / 1000;
  at("now").textContent = moment(now, { weekday: "short", day: "numeric", month: "short", ...HOUR });
  at("now").className = clock.moved ? "moved" : "";
}
setInterval(tick, 1000);

const source = new EventSource(`/chat/events${query}`);
source.addEventListener("begin", (event) => begin(JSON.parse(event.data)));
source.onmessage = (event) => apply(JSON.parse(event.data));
source.onopen = () => { at("offline").hidden = true; };
source.onerror = () => { at("offline").hidden = false; };

// --- what the person does ---

function edit(message) {
  editing = message.id;
  at("editing").hidden = false;
  text.value = message.plain;
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
}

function stopEditing() {
  editing = null;
  at("editing").hidden = true;
  text.value = "";
  text.focus();
}

// The field is free for the next words at once; those that could not be sent come back, unless there are others.
async function submit() {
  const [words, message] = [text.value, editing];
  if (!words.trim()) return;
  stopEditing();
  at("commands").hidePopover();
  const done = await (message === null ? say(words) : ask("edit", { message, text: words }));
  if (!done && !text.value) text.value = words;
}

at("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
at("cancel").addEventListener("click", stopEditing);
at("start").addEventListener("click", () => { say("/start"); text.focus(); });

text.addEventListener("keydown", (event) => {
  const menu = at("commands");
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape" && editing !== null) stopEditing();
  else if (event.key === "ArrowDown" && menu.matches(":popover-open")) {
    event.preventDefault();
    menu.querySelector("button:not([hidden])")?.focus();
  } else if (event.key === "ArrowUp" && !text.value) {
    event.preventDefault();
    [...log.querySelectorAll(".own .meta button")].at(-1)?.click();
  }
});

const asksForCommand = () => /^\/\w*$/.test(text.value);

text.addEventListener("input", () => {
  const menu = at("commands");
  const asked = asksForCommand();
  let found = 0;
  for (const button of menu.children) {
    button.hidden = asked && !button.dataset.command.startsWith(text.value);
    found += !button.hidden;
  }
  menu.togglePopover(asked && found > 0);
});

for (const menu of document.querySelectorAll(".menu")) {
  menu.addEventListener("toggle", (event) => {
    // The event may come late: by then, the arrows may have gone on from the text field.
    const typed = menu === at("commands") && asksForCommand();
    if (event.newState === "open" && !typed) {
      for (const button of menu.children) button.hidden = false;
      menu.querySelector("button").focus();
    }
  });
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...menu.querySelectorAll("button:not([hidden])")];
    const next = buttons.indexOf(document.activeElement) + step;
    buttons[(next + buttons.length) % buttons.length].focus();
  });
}

for (const button of document.querySelectorAll("[data-seconds], [data-next]")) {
  button.addEventListener("click", async () => {
    at("clock").hidePopover();
    const seconds = Number(button.dataset.seconds);
    const done = await (seconds ? ask("clock", { seconds }) : ask("clock/next"));
    if (done?.came === false) toast("Nothing comes by itself within a month.");
    else if (done) {
      isAtEnd = true;
      stayAtEnd();
      toast(`The clock was moved: ${button.textContent.toLowerCase()}.`);
    }
  });
}

for (const button of document.querySelectorAll("[data-kind]")) {
  button.addEventListener("click", () => { at("attach").hidePopover(); ask("send", { kind: button.dataset.kind }); });
}

at("place-button").addEventListener("click", () => { at("attach").hidePopover(); at("place").showModal(); });
at("place-cancel").addEventListener("click", () => at("place").close());
at("place-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const [latitude, longitude] = at("place-text").value.split(/[\s,]+/).filter(Boolean).map(Number);
  if (await ask("location", { latitude, longitude })) at("place").close();
});
at("alert-close").addEventListener("click", () => at("alert").close());
