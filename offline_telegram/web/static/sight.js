// What is seen of the conversation: whatever the person has just caused, and what comes while they read its end.
// What comes out of view is counted, at the way to the end and in the title of the tab.

import { at, log } from "./page.js";

const NEAR_THE_END = 120;
const QUESTION = 100; // pixels that stay above a long answer, for what it answers
const MARGIN = 8;
const PEEK = 24; // pixels of a message that are enough to have seen that it is there
const PATIENCE = 30_000;
const BURST = 1_500; // milliseconds between two messages of one answer
const JUST = 1_000; // milliseconds in which a scroll is that of a hand
const END = "end";

let bot = document.title;
let kept; // what stays in view: the end, the beginning of a message, or, when null, what is there
let placed = 0; // where the conversation was scrolled to last
let top = log.getBoundingClientRect().top;
let awaited = 0; // until when what comes is caused by the person
let burst = { first: null, until: 0 };
let isOneAnswer = true;
let isEdited = false; // the answer to something else changes, because that was edited
let moved = -Infinity; // when the person last scrolled by hand
const unseen = new Set();

export const isNearTheEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
const isAwaited = () => performance.now() < awaited;

// The person has done something. What follows is one answer, seen from its beginning, or else the newest is seen.
export function caused({ oneAnswer = true, edit = false } = {}) {
  awaited = performance.now() + PATIENCE;
  burst = { first: null, until: 0 };
  isOneAnswer = oneAnswer;
  isEdited = edit;
}

// Whether a message of the bot that changes is the answer to what was edited; the first one is.
export function answersEdit() {
  const answers = isEdited && isAwaited();
  isEdited = false;
  return answers;
}

// What they did has been answered; only what belongs to the answer still comes.
export function answered() {
  awaited = Math.min(awaited, performance.now() + BURST);
}

// New messages stand at the end; before that, the person was near it or not.
export function arrived(messages, wasNearTheEnd) {
  const now = performance.now();
  const isOwn = (message) => message.classList.contains("own");
  const isFollowed = wasNearTheEnd || isAwaited() || messages.some(isOwn);
  for (const message of messages) {
    if (isOwn(message) || now > burst.until || !isOneAnswer) burst.first = null;
    burst.first ??= message;
    burst.until = now + BURST;
    if (isOwn(message)) burst.first = null;
    else unseen.add(message);
  }
  if (messages.some((message) => !isOwn(message))) answered();
  if (isFollowed) {
    if (messages.length > 0) hold(burst.first ?? END);
    keep();
  }
  look();
}

// A message has changed because of what the person did: all of it is seen, or its beginning.
export function changed(message) {
  hold(null);
  const [box, frame] = [message.getBoundingClientRect(), log.getBoundingClientRect()];
  const below = Math.max(box.bottom + MARGIN - frame.bottom, 0);
  const above = Math.max(frame.top + MARGIN - (box.top - below), 0);
  if (below || above) put(log.scrollTop + below - above);
  look();
}

export function toTheEnd() {
  hold(END);
  burst.until = 0;
  keep();
  look();
}

function keep() {
  if (kept === null) return;
  put(log.scrollHeight);
  if (kept === END || !kept.isConnected) return;
  const frame = log.getBoundingClientRect();
  const height = log.lastElementChild.getBoundingClientRect().bottom - kept.getBoundingClientRect().top;
  const left = log.clientHeight - height - MARGIN; // if all of it can be seen, it is
  const room = left < 0 ? QUESTION : Math.min(left, QUESTION);
  const hidden = frame.top + room - kept.getBoundingClientRect().top;
  if (hidden > 0) put(log.scrollTop - hidden);
}

export function forgetAll() {
  unseen.clear();
  awaited = 0;
  toTheEnd();
}

export function named(name) {
  bot = name;
  look();
}

export function look() {
  const end = log.getBoundingClientRect().bottom;
  for (const message of unseen) {
    const isSeen = !document.hidden && message.getBoundingClientRect().top + PEEK < end;
    if (isSeen || !message.isConnected) unseen.delete(message);
  }
  const count = unseen.size;
  const isFocused = document.activeElement === at("to-end");
  at("below").hidden = count === 0 && isNearTheEnd();
  if (isFocused && at("below").hidden) log.focus();
  at("to-end").textContent = count ? `↓ ${count} new message${count > 1 ? "s" : ""}` : "↓ To the end";
  document.title = count ? `(${count}) ${bot}` : bot;
}

// The browser itself holds what is there, while nothing else is.
function hold(what) {
  kept = what;
  log.classList.toggle("held", what !== null);
}

function put(where) {
  log.scrollTop = where;
  placed = log.scrollTop;
}

log.addEventListener("scroll", () => {
  if (Math.abs(log.scrollTop - placed) > 1) {
    placed = log.scrollTop;
    hold(isNearTheEnd() ? END : null);
    burst.until = 0;
    if (performance.now() - moved < JUST) awaited = 0;
  }
  look();
});

hold(END);

for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  log.addEventListener(kind, ({ target }) => {
    if (target === log || kind === "wheel" || kind === "touchmove") moved = performance.now();
  }, { passive: true });
}

// What is above the conversation moves nothing in it, and what is below does not hide its end.
new ResizeObserver(() => {
  const lower = log.getBoundingClientRect().top - top;
  top += lower;
  if (lower && kept !== END) put(placed + lower);
  else keep();
  look();
}).observe(log);

document.addEventListener("visibilitychange", look);
at("to-end").addEventListener("click", () => { toTheEnd(); at("text").focus(); });
