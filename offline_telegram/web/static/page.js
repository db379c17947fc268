// What every part of the page uses: its elements, requests to the server, and notices.

export const at = (id) => document.getElementById(id);
export const log = at("log");
export const text = at("text");

const LONGEST_WAIT = 10_000;
const who = new URLSearchParams(location.search).get("as");
export const query = who ? `?as=${encodeURIComponent(who)}` : "";

// Text only ever becomes text nodes.
export function make(tag, { text: words, class: name, ...attributes } = {}, ...inside) {
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

// What the server answers; null for what it refuses or cannot be told, after `refused` has heard why.
export async function ask(path, body = {}, { refused = notice, patience } = {}) {
  try {
    const response = await fetch(`/chat/${path}${query}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      signal: patience && AbortSignal.timeout(patience),
    });
    if (response.ok) return await response.json();
    const said = await response.text();
    refused(said.startsWith("{") ? JSON.parse(said).error : said);
  } catch {
    refused("This could not be sent: is the server still running?");
  }
  return null;
}

export const say = (words) => ask("say", { text: words }, { patience: LONGEST_WAIT });
export const change = (message, words) => ask("edit", { message, text: words }, { patience: LONGEST_WAIT });

let noticed;

// Stands between the header and the conversation, for a while, and covers nothing.
export function notice(words) {
  at("notice").textContent = words;
  clearTimeout(noticed);
  noticed = setTimeout(() => { at("notice").textContent = ""; }, 3000 + 60 * words.length);
}

export const moment = (seconds, how) => new Date(seconds * 1000).toLocaleString(undefined, how);
export const HOUR = { hour: "2-digit", minute: "2-digit" };
export const DAY = { weekday: "long", day: "numeric", month: "long" };
