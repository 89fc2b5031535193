// Which screen is shown, in which language, and the way back.

import { announce, make, notice, button } from "./dom.js";
import { cast } from "./screens/cast.js";
import { choose } from "./screens/choose.js";
import { code } from "./screens/code.js";
import { contests } from "./screens/contests.js";
import { broken, end } from "./screens/end.js";
import { receipt } from "./screens/receipt.js";
import { review } from "./screens/review.js";
import { Refused, Unreachable } from "./server.js";
import { NAMES, offered, varietyOf, Words } from "./words.js";

const SCREENS = { broken, cast, choose, code, contests, end, receipt, review };
const EVERY_MINUTE = 60_000;

export class App {
  /** `session` is missing where the page's data are broken: then it has the one screen "broken". */
  constructor(booth, session, language) {
    this.booth = booth;
    this.session = session;
    this.words = new Words(language, varietyOf(language, navigator.languages));
    this.typed = "";
    this.fromAddress = false;
    this.casting = undefined;
  }

  /** Begin, with the code that the address carried, whole, half or "". */
  begin(carried) {
    document.getElementById("skip").addEventListener("click", (event) => {
      event.preventDefault(); // what stands behind the # is a voting code, nothing else
      document.getElementById("content").focus();
    });
    addEventListener("popstate", ({ state }) => this.#back(state ?? {}));
    addEventListener("beforeunload", (event) => this.#busy && event.preventDefault());
    setInterval(() => this.#watch(), EVERY_MINUTE);
    this.beginAgain(carried);
  }

  /** As if the page had just been opened, with this code. */
  beginAgain(carried) {
    this.session.leave();
    this.typed = carried;
    this.fromAddress = carried !== "";
    history.replaceState({ screen: "code" }, "");
    this.#draw("code");
  }

  /** Go to a screen; the browser's "back" leads here again. */
  show(screen, contest) {
    const state = { screen, poll: contest?.poll.uuid };
    if (this.#replaces(screen)) history.replaceState(state, "");
    else history.pushState(state, "");
    this.#draw(screen, contest);
  }

  /** Seal the choice and send it; the same ballot where one is sealed already. */
  async cast(contest) {
    const { session } = this;
    try {
      this.#casts(contest, { step: "sealing", share: 0 });
      await session.encrypt(contest, async (share) => {
        document.getElementById("progress").value = share;
        await new Promise((go) => setTimeout(go));
      });
      this.#casts(contest, { step: "sending" });
      await session.cast(contest);
    } catch (error) {
      this.#casts(contest, await this.#trouble(contest, error));
      return;
    }
    this.casting = undefined;
    this.show("receipt", contest);
  }

  /** Ask how the polls stand, then show a screen anew. */
  async refreshed(screen, contest) {
    try {
      await this.session.refresh();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      announce(this.words.say("lost"));
      return;
    }
    this.#draw(screen, contest);
  }

  /** Forget the code, and the choices kept on this device with it. */
  leave() {
    this.session.leave();
    this.typed = "";
    this.show("end");
  }

  async #trouble(contest, error) {
    if (error instanceof Unreachable) return { step: "unreachable" };
    if (error instanceof Refused) {
      await this.session.refresh().catch(() => {});
      return { step: "refused", error };
    }
    reportError(error);
    return { step: contest.ballot ? "unreachable" : "failed" };
  }

  #casts(contest, casting) {
    const shown = this.casting !== undefined;
    this.casting = casting;
    if (shown) this.#draw("cast", contest);
    else this.show("cast", contest);
  }

  get #busy() {
    return ["sealing", "sending"].includes(this.casting?.step);
  }

  /** What lies behind a cast vote is not gone back to. */
  #replaces(screen) {
    return ["cast", "receipt", "end", "code"].includes(screen) || ["cast", "receipt"].includes(this.at?.screen);
  }

  #back({ screen = "code", poll }) {
    if (this.#busy) return;
    const contest = this.session.contests.find((each) => each.poll.uuid === poll);
    const done = contest?.receipt && contest.choice === undefined;
    if (screen === "code" || !this.session.code) this.#draw("code");
    else if (done && ["choose", "review"].includes(screen)) this.#draw("receipt", contest);
    else if (screen === "contests" || !contest) this.#draw("contests");
    else if (screen === "review" && contest.choice !== undefined) this.#draw("review", contest);
    else if (screen === "receipt" && contest.receipt) this.#draw("receipt", contest);
    else this.#draw("choose", contest);
  }

  /** A poll that is paused, closed or voided while somebody chooses says so, once a minute at the latest. */
  async #watch() {
    const { session, at } = this;
    if (document.hidden || !["contests", "choose", "review"].includes(at.screen)) return;
    const told = () => JSON.stringify(session.contests.map((contest) => ({ ...session.stateOf(contest), ballots: 0 })));
    const before = told();
    await session.refresh().catch(() => {});
    if (before !== told() && at === this.at) this.#draw(at.screen, at.contest);
  }

  #draw(screen, contest) {
    if (screen !== "cast") this.casting = undefined;
    this.at = { screen, contest };
    const { title, content, contest: of, wide } = SCREENS[screen](this, contest);
    const heading = make("h1", { tabindex: "-1" }, title);
    const main = document.getElementById("content");
    main.className = wide ? "wide" : "";
    main.replaceChildren(...[this.#place(of), heading, ...content.flat(2)].filter(Boolean));
    this.#drawFrame(title);
    announce("");
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }

  /** "Contest 1 of 4", where there are several. */
  #place(contest) {
    const mine = this.session?.mine ?? [];
    if (!contest || mine.length < 2) return undefined;
    const number = mine.indexOf(contest) + 1;
    return make("p", { class: "crumbs" }, this.words.say("contest_of", { number, count: mine.length }));
  }

  #drawFrame(title) {
    const { booth, words } = this;
    document.documentElement.lang = words.language;
    document.title = booth.rehearsal ? `${words.say("rehearsal_word")}: ${title}` : title;
    document.getElementById("organisation").textContent = booth.organisation;
    document.getElementById("skip").textContent = words.say("skip");
    const languages = offered(booth.languages);
    document
      .getElementById("languages")
      .replaceChildren(...(languages.length > 1 ? languages.map((language) => this.#languageButton(language)) : []));
    document.getElementById("languages").setAttribute("aria-label", words.say("language"));
    document
      .getElementById("rehearsal")
      .replaceChildren(...(booth.rehearsal ? [notice("attention", words.say("rehearsal"))] : []));
  }

  #languageButton(language) {
    const choose = () => {
      this.words = new Words(language, varietyOf(language, navigator.languages));
      this.#draw(this.at.screen, this.at.contest);
    };
    return button(NAMES[language], choose, {
      class: "plain",
      lang: language,
      "aria-pressed": String(language === this.words.language),
    });
  }
}
