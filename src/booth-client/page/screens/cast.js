// Sealing and sending, and what to do where that does not go through: nothing is lost, the same ballot is sent again.

import { button, make, notice } from "../dom.js";
import { help, standstill } from "../parts.js";

/** `app.casting` is {step: "sealing" with share | "sending" | "unreachable" | "refused" with error | "failed"}. */
export function cast(app, contest) {
  const { session, words } = app;
  const { step, error, share } = app.casting;
  const back = button(words.say("cast_back"), () => app.show("choose", contest), { class: "quiet" });
  const content = {
    sealing: () => [progress(words.say("cast_sealing"), share)],
    sending: () => [progress(words.say("cast_sending"))],
    unreachable: () => [
      notice("attention", words.say("cast_unreachable")),
      make(
        "div",
        { class: "actions" },
        button(words.say("cast_again"), () => app.cast(contest)),
        back,
      ),
    ],
    refused: () => [
      notice(
        "stop",
        words.say("cast_refused"),
        error.message && words.say("cast_refused_said", { message: error.message }),
      ),
      !session.takesBallots(contest) && standstill(app, contest),
      make("div", { class: "actions" }, back),
      help(app),
    ],
    failed: () => [notice("stop", words.say("cast_failed")), make("div", { class: "actions" }, back), help(app)],
  }[step]();
  return { title: words.say("cast_title"), contest, content };
}

function progress(label, value) {
  return make(
    "p",
    { class: "flow" },
    make("label", { for: "progress" }, label),
    make("progress", { id: "progress", max: 1, value }),
  );
}
