// The ballot paper: one screen for rankings, one for marks; or why there is none at this moment.

import { button, make } from "../dom.js";
import { help, standstill, trust } from "../parts.js";
import { marks } from "./marks.js";
import { ranking } from "./ranking.js";

/** How to vote, in the booth's language; in another the page's own words say it, but a motion's text has no others. */
function instructions(session, words, poll) {
  if (session.writtenIn === words.language) return make("p", {}, poll.instructions);
  return poll.kind === "yes_no" && make("p", { lang: session.writtenIn }, poll.instructions);
}

export function choose(app, contest) {
  const { session, words } = app;
  const { poll, question } = contest;
  const stopped = standstill(app, contest);
  if (!session.takesBallots(contest)) {
    const back = button(words.say("lost_again"), () => app.refreshed("choose", contest));
    return { title: poll.title, contest, content: [stopped, make("div", { class: "actions" }, back), help(app)] };
  }
  const paper = question.kind === "marks" ? marks(app, contest) : ranking(app, contest);
  return {
    title: poll.title,
    contest,
    wide: true,
    content: [
      question.title !== poll.title && make("p", { class: "lead" }, question.title),
      poll.instructions && instructions(session, words, poll),
      make("p", { class: "soft" }, words.say("closes", { moment: words.moment(session.stateOf(contest).closes) })),
      stopped,
      paper,
      trust(app),
      help(app),
    ],
  };
}
