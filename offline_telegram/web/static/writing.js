// The field for the next message: drafts, edits and the menu of commands. What stands in it leaves it only when sent.

import { at, change, log, make, notice, say, text } from "./page.js";
import { caused, toTheEnd } from "./sight.js";

const LONGEST = 4096;
const DRAFT = `draft${location.search}`;

let editing = null; // the number of the message
let aside = ""; // the draft, while another message is edited
const leaving = []; // what the server has not taken yet

const joined = (...words) => words.filter((each) => each.trim()).join("\n");

// A reload brings it back.
function keepDraft() {
  sessionStorage.setItem(DRAFT, joined(...leaving, editing === null ? text.value : aside));
}

function put(words) {
  text.value = words;
  keepDraft();
}

export function edit(message) {
  if (editing === null) aside = text.value;
  editing = message.id;
  at("editing").hidden = false;
  put(message.plain);
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
}

function stopEditing(words = "") {
  const draft = aside;
  [editing, aside] = [null, ""];
  at("editing").hidden = true;
  put(joined(words, draft));
  text.focus();
}

// The message is gone: what was to stand in it becomes a draft.
export function forgetEdit(id) {
  if (editing === id) stopEditing(text.value);
}

async function submit() {
  const [words, message] = [text.value, editing];
  if (!words.trim()) return;
  if (words.length > LONGEST) {
    return notice(`A message has at most ${LONGEST} characters. This one has ${words.length}.`);
  }
  at("commands").hidePopover();
  leaving.push(words);
  if (message === null) put("");
  else stopEditing();
  caused({ edit: message !== null });
  const done = await (message === null ? say(words) : change(message, words));
  leaving.splice(leaving.indexOf(words), 1);
  if (!done) comeBack(words, message);
  keepDraft();
}

// What could not be sent, to where it was.
function comeBack(words, message) {
  if (message === null && editing === null) put(joined(words, text.value));
  else if (editing === null && at(`message-${message}`)) edit({ id: message, plain: words });
  else if (editing === null) put(joined(words, text.value));
  else aside = joined(words, aside);
}

const asksForCommand = () => /^\/\w*$/.test(text.value);

export function fillCommands(commands) {
  const send = (command) => {
    at("commands").hidePopover();
    if (asksForCommand()) put("");
    caused();
    say(command);
    text.focus();
  };
  at("commands-button").hidden = commands.length === 0;
  at("commands").replaceChildren(...commands.map(({ command, description }) => make("button", {
    type: "button", "data-command": `/${command}`, onclick: () => send(`/${command}`),
  }, make("code", { text: `/${command}` }), description)));
}

export function startWriting() {
  text.value = sessionStorage.getItem(DRAFT) ?? "";
  at("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  at("cancel").addEventListener("click", () => stopEditing());

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

  text.addEventListener("input", () => {
    keepDraft();
    const menu = at("commands");
    const asked = asksForCommand();
    let found = 0;
    for (const button of menu.children) {
      button.hidden = asked && !button.dataset.command.startsWith(text.value);
      found += !button.hidden;
    }
    menu.togglePopover(asked && found > 0);
  });

  for (const menu of document.querySelectorAll(".menu")) startMenu(menu);
}

function startMenu(menu) {
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
