// The last screen, and the two on which nothing can be done.

import { button, make, notice } from "../dom.js";
import { help } from "../parts.js";

export function end(app) {
  const { words } = app;
  return {
    title: words.say("end_title"),
    content: [
      make("p", { class: "lead" }, words.say("end_lead")),
      make(
        "div",
        { class: "actions" },
        button(words.say("end_begin"), () => app.show("code"), { class: "quiet" }),
      ),
    ],
  };
}

/** The page's own data are not what they should be. */
export function broken({ words, booth }) {
  return {
    title: words.say("broken_title"),
    content: [notice("stop", words.say("broken")), help({ words, session: { booth } })],
  };
}
