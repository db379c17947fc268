// The messages, with their pictures, quotes and buttons.

import { DAY, HOUR, ask, at, log, make, moment, notice, query, say, text } from "./page.js";
import { answered, answersEdit, caused, changed } from "./sight.js";
import { edit, forgetEdit } from "./writing.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", date_time: "time",
};
const JUST_TAPPED = 3000;
const SHOWN = 2000;

let tapped = { id: null, until: 0 };

function formatted(part) {
  if (typeof part === "string") return part;
  const inside = part.inside.map(formatted);
  if (part.href) return make("a", { href: part.href, target: "_blank", rel: "noopener noreferrer" }, ...inside);
  if (part.kind === "bot_command") {
    const command = part.inside.join("");
    return make("button", { type: "button", class: "command", text: command, onclick: () => { caused(); say(command); } });
  }
  if (part.kind === "spoiler") return make("span", { class: "spoiler", tabindex: 0 }, ...inside);
  if (part.kind === "expandable_blockquote") return foldable(inside);
  return make(TAGS[part.kind] ?? "span", {}, ...inside);
}

// --- quotes that fold ---

function foldable(inside) {
  const quote = make("blockquote", { class: "foldable" },
    make("div", { class: "quoted", dir: "auto", onfocusin: () => fold(quote, false) }, ...inside),
    make("button", { type: "button", class: "fold", onclick: () => fold(quote, isOpen(quote)) }));
  fold(quote, true);
  folds.observe(quote);
  return quote;
}

const isOpen = (quote) => !quote.classList.contains("folded");

function fold(quote, isFolded) {
  const button = quote.querySelector(".fold");
  quote.classList.toggle("folded", isFolded);
  button.textContent = isFolded ? "Show more" : "Show less";
  button.setAttribute("aria-expanded", String(!isFolded));
}

// A short quote has nothing to unfold.
function fit(quote) {
  const quoted = quote.querySelector(".quoted");
  if (!isOpen(quote)) quote.querySelector(".fold").hidden = quoted.scrollHeight <= quoted.clientHeight + 1;
}

const folds = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

// --- what belongs to a message ---

async function tap(message, choice, button) {
  if (choice.url) return void window.open(choice.url, "_blank", "noopener,noreferrer");
  if (choice.copy !== undefined) {
    await navigator.clipboard.writeText(choice.copy);
    return notice(`Copied: ${choice.copy}`);
  }
  if (choice.data === undefined) return notice("This leads out of this chat, which is all there is here.");
  tapped = { id: message.id, until: Date.now() + JUST_TAPPED };
  button.setAttribute("aria-busy", "true");
  caused();
  const answer = await ask("tap", { message: message.id, data: choice.data });
  answered();
  button.removeAttribute("aria-busy");
  const said = answer && [answer.text, answer.url].filter(Boolean).join("\n");
  if (said && answer.alert) {
    at("alert-text").textContent = said;
    at("alert").showModal();
  } else if (said) notice(said);
}

function attachment(message) {
  const { name, file, picture } = message.attachment;
  const address = `/chat/file/${message.id}${query ? `${query}&` : "?"}file=${encodeURIComponent(file)}`;
  if (picture) {
    const shown = make("img", { class: "picture", src: address, alt: name });
    shown.style.setProperty("--width", `${picture.width}px`);
    shown.style.setProperty("--ratio", picture.width / picture.height);
    return shown;
  }
  if (file) return make("p", {}, make("a", { href: address, download: "", text: name }));
  return make("p", { text: name });
}

function rows(message) {
  const button = (choice) => {
    const look = choice.style === "primary" ? "style-primary" : choice.style;
    return make("button", {
      type: "button", class: look, text: choice.text, dir: "auto",
      onclick: (event) => tap(message, choice, event.currentTarget),
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
      message.reply && make("p", { class: "reply", text: message.reply, dir: "auto" }),
      message.attachment && attachment(message),
      message.parts.length > 0 && make("div", { class: "words", dir: "auto" }, ...message.parts.map(formatted)),
      meta),
    message.reaction && make("div", {
      class: "reaction", role: "img", "aria-label": `Reaction: ${message.reaction}`, text: message.reaction,
    }),
    message.buttons.length > 0 && rows(message),
  ].filter(Boolean);
}

// --- coming, changing and going ---

// The element, if the message is new.
export function show(message) {
  const shown = at(`message-${message.id}`);
  if (shown) return void update(shown, message);
  const day = moment(message.date, DAY);
  const before = [...log.querySelectorAll(".message")].at(-1);
  if (before?.dataset.day !== day) log.append(make("h2", { class: "day", text: day }));
  const element = make("article", {
    id: `message-${message.id}`, class: message.own ? "message own" : "message", tabindex: -1,
    "aria-label": `${message.own ? "You" : message.from}, ${moment(message.date, HOUR)}`, "data-day": day,
  }, ...contents(message));
  log.append(element);
  element.querySelectorAll(".foldable").forEach(fit);
  return element;
}

// A screen reader hears what a tap or an edit has changed, and no countdown.
function update(shown, message) {
  const buttons = [...shown.querySelectorAll(".rows button")];
  const place = buttons.indexOf(document.activeElement);
  const label = document.activeElement.textContent;
  const hadFocus = shown.contains(document.activeElement);
  const picture = shown.querySelector(".picture");
  const quotes = [...shown.querySelectorAll(".foldable")].map(isOpen);
  shown.setAttribute("aria-live", "off");
  shown.replaceChildren(...contents(message));
  const other = shown.querySelector(".picture");
  if (other?.src === picture?.src) other?.replaceWith(picture); // it has come already
  shown.querySelectorAll(".foldable").forEach((quote, number) => {
    if (quotes[number]) fold(quote, false);
    fit(quote);
  });
  if (message.id === tapped.id && Date.now() < tapped.until) {
    tapped.id = null;
    tell(shown, message);
  } else if (!message.own && answersEdit()) {
    tell(shown, message);
    shown.classList.add("fresh");
    setTimeout(() => shown.classList.remove("fresh"), SHOWN);
  }
  if (!hadFocus) return;
  const now = [...shown.querySelectorAll(".rows button")];
  (now.find((button) => button.textContent === label) ?? now[Math.min(place, now.length - 1)] ?? shown).focus();
}

function tell(shown, message) {
  at("heard").textContent = message.plain;
  changed(shown);
}

export function remove(id) {
  const gone = at(`message-${id}`);
  if (gone?.contains(document.activeElement)) text.focus();
  gone?.remove();
  forgetEdit(id);
}
