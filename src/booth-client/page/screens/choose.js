// The ballot paper: one screen for rankings, one for marks; or why there is none at this moment.

import { button, make } from "../dom.js";
import { help, standstill, trust } from "../parts.js";
import { marks } from "./marks.js";
import { ranking } from "./ranking.js";

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
      // in another language the page's own words say how to vote
      session.writtenIn === words.language && poll.instructions && make("p", {}, poll.instructions),
      make("p", { class: "soft" }, words.say("closes", { moment: words.moment(session.stateOf(contest).closes) })),
      stopped,
      paper,
      trust(app),
      help(app),
    ],
  };
}
