// The first screen: the voting code, and what is wrong with it.

import { placeInGroups, readCode } from "../../protocol/codes.js";
import { Unreachable } from "../server.js";
import { announce, button, make, notice } from "../dom.js";
import { help, standstill, trust } from "../parts.js";

export function code(app) {
  const { session, words } = app;
  const { booth } = session;
  const field = make("input", {
    id: "code",
    name: "code",
    class: "code",
    type: "text",
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    "aria-describedby": "code-hint code-fault",
  });
  field.value = app.typed;
  const fault = make("div", { id: "code-fault", class: "flow" });
  const open = button(words.say("code_open"), () => {}, { type: "submit" });
  const form = make(
    "form",
    { novalidate: true },
    make(
      "div",
      { class: "field" },
      make("label", { for: "code" }, words.say("code_label")),
      field,
      make("p", { class: "hint", id: "code-hint" }, words.say("code_hint"), " ", words.say("code_halves")),
      fault,
    ),
    make("div", { class: "actions" }, open),
  );

  function complain(...content) {
    field.setAttribute("aria-invalid", "true");
    form.firstChild.classList.add("wrong");
    fault.replaceChildren(...content);
    field.focus();
  }

  async function enter() {
    const read = readCode(app.typed);
    if (!read.code) return complain(notice("stop", faultText(words, read)));
    field.removeAttribute("aria-invalid");
    form.firstChild.classList.remove("wrong");
    fault.replaceChildren(make("p", {}, words.say("code_opening")));
    announce(words.say("code_opening"));
    try {
      await session.enter(read.code);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      return complain(notice("attention", words.say("lost")));
    }
    if (session.mine.length) {
      app.typed = "";
      return app.show(session.mine.length === 1 && !session.refused.length ? "choose" : "contests", session.mine[0]);
    }
    const refused = session.refused.length > 0;
    session.leave();
    if (refused) return complain(notice("stop", words.say("code_refused")));
    return complain(notice("stop", words.say("code_nothing")), slipFinder(app, read.code, field, enter));
  }

  field.addEventListener("input", () => {
    app.typed = field.value;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    enter();
  });
  if (app.fromAddress) {
    app.fromAddress = false;
    const read = readCode(app.typed);
    if (read.code) queueMicrotask(enter);
    else if (read.fault === "length") fault.replaceChildren(notice("attention", words.say("code_half")));
  }

  return {
    title: words.say("code_title", { title: booth.title }),
    content: [make("p", { class: "lead" }, words.say("code_lead")), standing(app), form, trust(app), help(app)],
  };
}

/** Until when one can vote, as the server says it now where it answers: a close may have been put off. */
function standing(app) {
  const { session, words } = app;
  const told = (closes) => make("p", {}, words.say("closes", { moment: words.moment(closes) }));
  const place = make("div", { class: "flow" }, told(session.booth.closes));
  session.refresh().then(
    () => {
      const last = session.contests
        .map((contest) => session.stateOf(contest).closes)
        .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
      const open = session.contests.some((contest) => session.takesBallots(contest));
      place.replaceChildren(open ? told(last) : standstill(app, session.contests[0]));
    },
    () => {}, // the page can be read without a connection; entering the code says that there is none
  );
  return place;
}

function faultText(words, { fault, character, place, instead, found }) {
  if (fault === "empty") return words.say("code_empty");
  if (fault === "length") return words.say(found < 22 ? "code_short" : "code_long", { found });
  const [group, within] = placeInGroups(place);
  return words.say(instead ? "code_character_instead" : "code_character", { group, place: within, character, instead });
}

/** Offers to look for the one slip that explains a code which opens nothing, and to put it right. */
function slipFinder({ session, words }, code, field, enter) {
  const told = make("div", { class: "flow" });
  const start = button(words.say("slip_button"), look, { class: "quiet" });

  async function look() {
    const bar = make("progress", { max: 1, value: 0, "aria-label": words.say("slip_looking") });
    told.replaceChildren(make("p", {}, words.say("slip_looking")), bar);
    try {
      const slip = await session.findSlip(code, async (share) => {
        bar.value = share;
        await new Promise((go) => setTimeout(go));
      });
      told.replaceChildren(...(slip ? found(slip) : [make("p", {}, words.say("slip_none"))]));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      told.replaceChildren(make("p", {}, words.say("lost")));
    }
    announce(told.textContent);
  }

  function found(slip) {
    const [group, place] = placeInGroups(slip.place);
    const key = slip.is.length === 2 ? "slip_swapped" : "slip_found";
    const take = button(words.say("slip_take"), () => {
      field.value = slip.code;
      field.dispatchEvent(new Event("input"));
      enter();
    });
    return [make("p", {}, words.say(key, { group, place, next: place + 1, was: slip.was, is: slip.is })), take];
  }

  return make("div", { class: "flow" }, start, make("p", { class: "hint" }, words.say("slip_explained")), told);
}
