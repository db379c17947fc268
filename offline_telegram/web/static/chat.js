// The page: what the server tells, and what the person does beside writing.

import { HOUR, ask, at, log, make, moment, notice, query, say, text } from "./page.js";
import { remove, show } from "./messages.js";
import { answered, arrived, caused, forgetAll, isNearTheEnd, named } from "./sight.js";
import { fillCommands, startWriting } from "./writing.js";

const AGAIN = 1_000; // milliseconds until the next try to reach the server

const limits = at("limits");
const KEPT = limits.textContent;

let clock = null;

// --- what the server says ---

function begin(state) {
  const wasSomething = log.querySelector(".message");
  log.setAttribute("aria-busy", "true");
  limits.textContent = KEPT;
  log.replaceChildren(limits);
  apply(state);
  forgetAll();
  log.removeAttribute("aria-busy");
  if (wasSomething && !state.messages) notice("The server was started anew: what was said before is gone.");
}

function apply(state) {
  const wasNearTheEnd = isNearTheEnd();
  if (state.bot) {
    at("bot").textContent = state.bot;
    named(state.bot);
  }
  if (state.about !== undefined) at("about-text").textContent = state.about;
  if (state.commands) fillCommands(state.commands);
  if (state.keyboard) fillKeyboard(state.keyboard);
  if (state.clock) {
    clock = { ...state.clock, heard: performance.now() };
    at("clock-button").hidden = false;
    tick();
  }
  if (state.cut) limits.textContent = `Only the newest ${state.cut} messages are shown. ${KEPT}`;
  const added = (state.messages ?? []).map(show).filter(Boolean);
  state.gone?.forEach(remove);
  const isEmpty = !log.querySelector(".message");
  at("about").hidden = !isEmpty;
  log.hidden = isEmpty;
  arrived(added, wasNearTheEnd);
}

function fillKeyboard(keys) {
  const press = (key) => {
    if (key.asks === "location") return openPlace();
    caused();
    if (key.asks === "contact") return ask("send", { kind: "contact" });
    return say(key.text);
  };
  at("keyboard").hidden = keys.length === 0;
  at("keyboard").replaceChildren(...keys.map((row) => make("div", { class: "row" }, ...row.map((key) => make("button", {
    type: "button", text: key.text, dir: "auto", onclick: () => { press(key); if (key.asks !== "location") text.focus(); },
  })))));
}

function tick() {
  if (!clock) return;
  const now = clock.now + (performance.now() - clock.heard) / 1000;
  at("now").textContent = moment(now, { weekday: "short", day: "numeric", month: "short", ...HOUR });
  at("now").className = clock.moved ? "moved" : "";
}

function connect() {
  const socket = new WebSocket(`ws://${location.host}/chat/live${query}`);
  socket.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    at("offline").hidden = true;
    if (told.begin) begin(told.begin);
    else apply(told.changes);
  };
  socket.onclose = () => {
    at("offline").hidden = false;
    setTimeout(connect, AGAIN);
  };
}

// --- what the person does ---

for (const button of document.querySelectorAll("[data-seconds], [data-next]")) {
  button.addEventListener("click", async () => {
    at("clock").hidePopover();
    const seconds = Number(button.dataset.seconds);
    caused({ oneAnswer: false });
    const done = await (seconds ? ask("clock", { seconds }) : ask("clock/next"));
    answered();
    if (done?.came === false) notice("Nothing comes by itself within a month.");
    else if (done) notice(`The clock was moved: ${button.textContent.toLowerCase()}.`);
  });
}

for (const button of document.querySelectorAll("[data-kind]")) {
  button.addEventListener("click", () => {
    at("attach").hidePopover();
    caused();
    ask("send", { kind: button.dataset.kind });
  });
}

function openPlace() {
  at("place-wrong").textContent = "";
  at("place").showModal();
}

// Two numbers, or what is wrong with what was written.
function readPlace(written) {
  const numbers = written.split(/[\s,;]+/).filter(Boolean);
  const [latitude, longitude] = numbers.map(Number);
  if (numbers.length !== 2 || !Number.isFinite(latitude) || !Number.isFinite(longitude)) {
    return { wrong: "Write two numbers with a space between them, like 52.52 13.40." };
  }
  if (Math.abs(latitude) > 90) {
    return { wrong: "The first number, the latitude, is from -90 at the South Pole to 90 at the North Pole." };
  }
  if (Math.abs(longitude) > 180) return { wrong: "The second number, the longitude, is from -180 in the west to 180 in the east." };
  return { place: { latitude, longitude } };
}

at("place-button").addEventListener("click", () => { at("attach").hidePopover(); openPlace(); });
at("place-cancel").addEventListener("click", () => at("place").close());
at("place-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { place, wrong } = readPlace(at("place-text").value);
  const refused = (why) => {
    at("place-wrong").textContent = why;
    at("place-text").focus();
  };
  if (wrong) return refused(wrong);
  caused();
  if (await ask("location", place, { refused })) at("place").close();
});
at("alert-close").addEventListener("click", () => at("alert").close());
at("start").addEventListener("click", () => { caused(); say("/start"); text.focus(); });

startWriting();
setInterval(tick, 1000);
connect();
