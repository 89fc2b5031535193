// Elements, made without any text being read as HTML.

/**
 * An element. Properties: `class`, `on: {event: listener}`, any attribute; true is an attribute without value, false,
 * null and undefined leave it out. Children: elements, texts, lists of them; false, null and undefined are left out.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(2).filter((child) => child !== false && child !== null && child !== undefined));
  return element;
}

/** What this says is read aloud by a screen reader, wherever the focus is. */
export function announce(text) {
  document.getElementById("announced").textContent = text;
}

/** Text that only a screen reader says. */
export function unseen(text) {
  return make("span", { class: "visually-hidden" }, text);
}

/** A notice: kind "good", "attention" or "stop", each with a shape of its own; the word says it too. */
export function notice(kind, ...content) {
  const shape = { good: "\u2713", attention: "!", stop: "\u2715" }[kind];
  return make(
    "div",
    { class: `notice ${kind}` },
    make("span", { class: "shape", "aria-hidden": "true" }, shape),
    make("div", { class: "flow" }, ...content.map((each) => (typeof each === "string" ? make("p", {}, each) : each))),
  );
}

/** A button that does `act`. */
export function button(label, act, properties = {}) {
  return make("button", { type: "button", ...properties, on: { click: act } }, label);
}
