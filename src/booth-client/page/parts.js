// Parts that several screens show.

import { button, make, notice } from "./dom.js";

/** What secrecy rests on here, and what is not promised. */
export function trust({ session, words }) {
  const { secrecy } = session.booth;
  const key =
    secrecy.kind === "operator"
      ? words.say("trust_operator")
      : words.say("trust_trustees", {
          threshold: secrecy.threshold,
          count: secrecy.names.length,
          names: words.list(secrecy.names),
        });
  const ranked = session.contests.some(({ question }) => question.kind !== "marks");
  const said = ["sealed", "mixed", "verify", "device", "coercion", ranked && "unusual", "page"]
    .filter(Boolean)
    .map((each) => words.say(`trust_${each}`));
  said.splice(1, 0, key);
  return make(
    "details",
    { class: "how" },
    make("summary", {}, words.say("trust")),
    make(
      "ul",
      {},
      said.map((each) => make("li", {}, each)),
    ),
    make(
      "p",
      {},
      make(
        "a",
        { href: new URL("page.html", session.server.address).href, download: true },
        words.say("trust_page_link"),
      ),
    ),
  );
}

/** Whom to ask. */
export function help({ session, words }) {
  const { text, url } = session.booth.help ?? {};
  return make(
    "details",
    { class: "how" },
    make("summary", {}, words.say("help")),
    make("p", {}, text || words.say("help_none")),
    url && make("p", {}, make("a", { href: url }, url)),
  );
}

/** Why no ballot can be cast in a contest now, with the returning officer's own words; nothing where one can. */
export function standstill({ session, words }, contest) {
  const { state, notice: told } = session.stateOf(contest);
  const officers = told && make("p", { lang: session.writtenIn }, told);
  if (session.takesBallots(contest)) return told ? notice("attention", officers) : undefined;
  const key = { paused: "told_paused", voided: "told_voided" }[state] ?? "told_closed";
  return notice(state === "paused" ? "attention" : "stop", words.say(key), ...(told ? [officers] : []));
}

/** A candidate's name with what is printed beside it, as lines under a control. */
export function printed({ session, words }, { poll }, position) {
  const beside = poll.printed?.[position];
  const note = poll.notes?.[position];
  return [
    beside && make("p", { class: "printed" }, beside),
    note &&
      make(
        "p",
        { class: "note" },
        make("strong", {}, `${words.say("note")}: `),
        make("span", { lang: session.writtenIn }, note),
      ),
  ];
}

const LONG = 12;

/** A box that hides the rows that a search does not find, for long lists; nothing for short ones. */
export function search({ words }, rows, names, told) {
  if (names.length <= LONG) return undefined;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const input = make("input", { type: "search", id: "search", autocomplete: "off" });
  input.addEventListener("input", () => {
    const wanted = plain(input.value.trim());
    let count = 0;
    for (const [at, row] of rows.entries()) {
      row.hidden = !plain(names[at]).includes(wanted);
      if (!row.hidden) count += 1;
    }
    told.textContent = !wanted ? "" : count ? words.say("search_found", { count }) : words.say("search_none");
  });
  return make("div", { class: "field search" }, make("label", { for: "search" }, words.say("search")), input, told);
}

/** The foot of a choice: how much is chosen and the way on, which stay in sight; and a way to clear all. */
export function foot({ words }, { count, goOn, clear, ask }) {
  return [
    ask,
    make("div", { class: "foot" }, count, button(words.say("review_go"), goOn)),
    make("div", { class: "actions" }, button(words.say("clear"), clear, { class: "quiet" })),
    make("p", { class: "hint" }, words.say("kept")),
  ];
}

/** Asks whether a paper without a choice is meant to be blank. */
export function askBlank({ words }, place, leaveBlank) {
  const asked = notice("attention", words.say("blank_ask"), button(words.say("blank_go"), leaveBlank));
  asked.setAttribute("role", "group");
  asked.setAttribute("tabindex", "-1");
  place.replaceChildren(asked);
  asked.focus();
}
