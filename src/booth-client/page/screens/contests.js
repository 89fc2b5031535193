// The contests that a code opens, and what has been done in each.

import { button, make, notice } from "../dom.js";
import { help, standstill, trust } from "../parts.js";

export function contests(app) {
  const { session, words } = app;
  const { mine, refused } = session;
  const others = session.contests.length - mine.length - refused.length;
  return {
    title: words.say("contests_title", { count: mine.length }),
    content: [
      make(
        "ol",
        { class: "contests" },
        mine.map((contest) => entry(app, contest)),
      ),
      refused.map(({ poll }) => notice("attention", words.say("contests_refused", { title: poll.title }))),
      others > 0 && make("p", { class: "soft" }, words.say("contests_others", { count: others })),
      make(
        "div",
        { class: "actions" },
        button(words.say("contests_leave"), () => app.leave(), { class: "quiet" }),
      ),
      trust(app),
      help(app),
    ],
  };
}

function entry(app, contest) {
  const { session, words } = app;
  const { poll, receipt, choice } = contest;
  const { state, closes } = session.stateOf(contest);
  const stateWord = words.table[`state_${state}`] ?? words.say("state_closed");
  const key = receipt ? "contest_again" : "contest_vote";
  return make(
    "li",
    {},
    make("h2", {}, poll.title),
    make("p", { class: "soft" }, `${stateWord}. `, closes && words.say("closes", { moment: words.moment(closes) })),
    standstill(app, contest),
    receipt && make("p", { class: "done hash" }, words.say("contest_cast", { tracker: receipt.tracker })),
    choice !== undefined && make("p", {}, words.say("contest_draft")),
    session.takesBallots(contest) &&
      make(
        "p",
        {},
        button(words.say(key, { title: poll.title }), () => app.show("choose", contest), { class: receipt && "quiet" }),
      ),
  );
}
