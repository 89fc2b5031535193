// What a voter takes home: the receipt number and the server's signature on it.

import { announce, button, make, notice } from "../dom.js";
import { help } from "../parts.js";

export function receipt(app, contest) {
  const { session, words } = app;
  const { poll, receipt: got } = contest;
  const { rehearsal } = session.booth;
  const next = session.mine.find((each) => !each.receipt && session.takesBallots(each));
  const title = got.holds ? (rehearsal ? "receipt_rehearsal" : "receipt_title") : "receipt_broken_title";
  return {
    title: words.say(title),
    contest,
    content: [
      got.holds ? notice("good", words.say("receipt_holds")) : notice("stop", words.say("receipt_broken")),
      make(
        "dl",
        { class: "receipt" },
        make("dt", {}, words.say("receipt_number")),
        make("dd", { class: "hash", id: "receipt-number" }, got.tracker),
      ),
      make("p", {}, words.say("receipt_place", { position: got.position, title: poll.title })),
      make("p", {}, words.say("receipt_explained")),
      whole(app, contest),
      make(
        "div",
        { class: "actions" },
        finder(app, contest),
        button(words.say("receipt_save"), () => save(session.booth, contest), { class: "quiet" }),
        button(words.say("receipt_copy"), () => copy(words, got.tracker), { class: "quiet" }),
        button(words.say("receipt_print"), () => window.print(), { class: "quiet" }),
      ),
      make(
        "div",
        { class: "actions" },
        next && button(words.say("receipt_next", { title: next.poll.title }), () => app.show("choose", next)),
        session.mine.length > 1 && button(words.say("contests_back"), () => app.show("contests"), { class: "quiet" }),
        button(words.say("receipt_again"), () => app.show("choose", contest), { class: "quiet" }),
        button(words.say("contests_leave"), () => app.leave(), { class: next && "quiet" }),
      ),
      !next && session.mine.length > 1 && make("p", {}, words.say("receipt_done")),
      make("p", {}, words.say("receipt_until")),
      help(app),
    ],
  };
}

/** Everything that is needed to hold the receipt against the server; always open on paper. */
function whole({ session, words }, { poll, receipt: got }) {
  const lines = {
    receipt_poll: poll.uuid,
    receipt_position: got.position,
    receipt_head: got.head,
    receipt_signature: got.signature,
    receipt_key: session.booth.receipt_key,
    receipt_list: session.server.ballotList(poll.uuid),
  };
  return make(
    "details",
    { class: "whole" },
    make("summary", {}, words.say("receipt_whole")),
    make(
      "dl",
      {},
      Object.entries(lines).map(([key, value]) => [
        make("dt", {}, words.say(key)),
        make("dd", { class: "hash" }, value),
      ]),
    ),
  );
}

/** Looks the receipt number up in the ballot list, in a window of its own. */
function finder({ session, words }, { poll, receipt: { tracker } }) {
  return make(
    "form",
    { method: "post", action: session.server.ballotList(poll.uuid), target: "_blank", rel: "noreferrer" },
    make("input", { type: "hidden", name: "receipt", value: tracker }),
    button(words.say("receipt_find"), () => {}, { type: "submit", class: "quiet" }),
  );
}

/** The receipt as a file: as the server signed it, with what is needed to check it. */
function save({ booth, rehearsal, receipt_key: key }, { poll, receipt: { holds, ...signed } }) {
  const { title, fingerprint } = poll;
  const body = JSON.stringify(
    { booth, title, election_fingerprint: fingerprint, rehearsal, receipt: signed, receipt_key: key },
    null,
    1,
  );
  const address = URL.createObjectURL(new Blob([body], { type: "application/json" }));
  make("a", { href: address, download: `receipt-${poll.uuid}-${signed.position}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The clipboard where the browser gives it to a page; otherwise the number is selected, to be copied by hand. */
async function copy(words, number) {
  getSelection().selectAllChildren(document.getElementById("receipt-number"));
  try {
    await navigator.clipboard.writeText(number);
    announce(words.say("receipt_copied"));
  } catch {
    announce(number);
  }
}
