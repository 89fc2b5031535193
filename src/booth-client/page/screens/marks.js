// Marks: up to so many candidates; or one answer, as for and against.

import { announce, make } from "../dom.js";
import { askBlank, foot, printed, search } from "../parts.js";

export function marks(app, contest) {
  const { session, words } = app;
  const { candidates, minimum, maximum } = contest.question;
  const one = maximum === 1;
  const { blankChoice } = contest;
  const blankHasRow = one && blankChoice !== undefined;
  let chosen = Array.isArray(contest.choice) ? contest.choice : [];
  let blank = contest.choice !== undefined && contest.isBlank(contest.choice);

  const count = make("p", { class: "count", role: "status" });
  const ask = make("div");
  const found = make("p", { class: "hint", role: "status" });
  const rows = candidates.map((name, candidate) => row(name, candidate));
  const blankRow = blankHasRow && row(words.say(contest.poll.kind === "yes_no" ? "abstain" : "blank_choice"), "blank");

  function row(name, value) {
    const id = `choice-${value}`;
    const input = make("input", { type: one ? "radio" : "checkbox", name: "choice", id });
    const beside = value === "blank" ? [] : printed(app, contest, value);
    input.addEventListener("change", () => tick(input, value, name));
    const element = make(
      "li",
      { class: "candidate" },
      make("label", { for: id, class: "mark" }, input, make("span", { class: "who" }, name)),
      make("div", {}, beside),
    );
    return { element, input, value };
  }

  function tick(input, value, name) {
    ask.replaceChildren();
    if (one) {
      blank = value === "blank";
      chosen = blank ? [] : [value];
    } else if (!input.checked) {
      chosen = chosen.filter((each) => each !== value);
    } else if (chosen.length === maximum) {
      input.checked = false;
      const full = words.say("marks_full", { maximum, name });
      ask.replaceChildren(make("p", { class: "errors" }, full));
      announce(full);
      return;
    } else {
      chosen = [...chosen, value].sort((left, right) => left - right);
    }
    session.choose(contest, blank ? blankChoice : chosen.length ? chosen : undefined);
    draw();
  }

  function draw() {
    for (const { element, input, value } of [...rows, ...(blankRow ? [blankRow] : [])]) {
      input.checked = value === "blank" ? blank : chosen.includes(value);
      element.classList.toggle("chosen", input.checked);
    }
    const key = minimum === maximum ? "marks_count_exactly" : "marks_count";
    count.textContent = one ? "" : words.say(key, { chosen: chosen.length, maximum });
  }

  function goOn() {
    if (blank || chosen.length >= Math.max(minimum, 1)) return app.show("review", contest);
    if (!chosen.length && blankChoice !== undefined && !blankHasRow) {
      return askBlank(app, ask, () => {
        session.choose(contest, blankChoice);
        app.show("review", contest);
      });
    }
    const few = one ? words.say("choose_one") : words.say("marks_few", { count: minimum, chosen: chosen.length });
    ask.replaceChildren(make("p", { class: "errors" }, few));
    announce(few);
  }

  function clear() {
    chosen = [];
    blank = false;
    ask.replaceChildren();
    session.choose(contest, undefined);
    draw();
    announce(words.say("cleared"));
  }

  draw();
  const every = [...rows, ...(blankRow ? [blankRow] : [])];
  return make(
    "div",
    { class: "flow" },
    search(
      app,
      rows.map(({ element }) => element),
      candidates,
      found,
    ),
    make(
      "fieldset",
      {},
      make("legend", {}, lead(words, minimum, maximum)),
      make(
        "ul",
        { class: "candidates" },
        every.map(({ element }) => element),
      ),
    ),
    foot(app, { count, goOn, clear, ask }),
  );
}

function lead(words, minimum, maximum) {
  if (minimum === maximum) return words.say("marks_lead_exactly", { count: maximum });
  if (minimum > 1) return words.say("marks_lead_between", { minimum, maximum });
  return words.say("marks_lead", { count: maximum });
}
