// The vote read back in words, before it is sealed and cast.

import { button, make, notice } from "../dom.js";
import { standstill, trust } from "../parts.js";

export function review(app, contest) {
  const { session, words } = app;
  const { choice, question } = contest;
  const stopped = standstill(app, contest);
  return {
    title: words.say("review_title"),
    contest,
    content: [
      make("p", { class: "lead" }, contest.poll.title),
      make(
        "div",
        { class: "read-back flow" },
        contest.isBlank(choice) ? blank(app, contest) : readBack(words, question, choice),
      ),
      make("p", {}, words.say(contest.receipt ? "review_again" : "review_maybe")),
      stopped,
      make(
        "div",
        { class: "actions" },
        session.takesBallots(contest) && button(words.say("review_cast"), () => app.cast(contest)),
        button(words.say("review_change"), () => app.show("choose", contest), { class: "quiet" }),
      ),
      make("p", { class: "hint" }, words.say("review_sealed")),
      trust(app),
    ],
  };
}

function blank({ words }, { poll }) {
  return notice("attention", words.say(poll.kind === "yes_no" ? "review_abstain" : "review_blank"));
}

function readBack(words, { kind, candidates, minimum, maximum }, choice) {
  const names = choice.map((position) => candidates[position]);
  if (kind === "marks") {
    const key = maximum === 1 || minimum === maximum ? "review_marks" : "review_marks_of";
    return [
      make("p", {}, words.say(key, { count: choice.length, maximum })),
      make(
        "ul",
        {},
        names.map((name) => make("li", {}, name)),
      ),
    ];
  }
  const rest = candidates.filter((_, position) => !choice.includes(position));
  return [
    make("p", {}, words.say("review_ranking", { count: choice.length })),
    make(
      "ol",
      { class: "read" },
      names.map((name) => make("li", {}, name)),
    ),
    unranked(words, rest),
  ];
}

const MANY = 12;

function unranked(words, names) {
  const count = names.length;
  if (!count) return make("p", {}, words.say("review_all"));
  if (count <= MANY) return make("p", {}, words.say("review_rest", { count, names: words.list(names) }));
  return make(
    "details",
    {},
    make("summary", {}, words.say("review_rest_many", { count })),
    make(
      "ul",
      { class: "plain" },
      names.map((name) => make("li", {}, name)),
    ),
  );
}
