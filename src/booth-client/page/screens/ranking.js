// Ranking: tap a name, type a number, drag, move by buttons or arrow keys. Whoever is not ranked stays so.

import { announce, button, make, unseen } from "../dom.js";
import { askBlank, foot, printed, search } from "../parts.js";
import { added, moved, placed, placeOf, removed } from "../rankings.js";

export function ranking(app, contest) {
  const { session, words } = app;
  const names = contest.question.candidates;
  let order = Array.isArray(contest.choice) ? contest.choice : [];

  const title = make("h2", { id: "ranking-title", tabindex: "-1" }, words.say("ranking_title"));
  const count = button("", () => title.focus(), { class: "plain" });
  const ask = make("div");
  const none = make("p", { class: "empty" }, words.say("ranking_none"));
  const list = make("ol", { class: "ranking", "aria-labelledby": "ranking-title" });
  const found = make("p", { class: "hint", role: "status" });
  const papers = names.map((name, candidate) => paperRow(name, candidate));
  const ranked = new Map();

  function change(next, candidate) {
    order = next;
    session.choose(contest, order.length ? order : undefined);
    ask.replaceChildren();
    draw(candidate);
  }

  /** A change that is said aloud. */
  function act(next, candidate) {
    change(next, candidate);
    announce(told(candidate));
  }

  function told(candidate) {
    const place = placeOf(order, candidate);
    const name = names[candidate];
    if (!place) return words.say("rank_gone", { name, count: order.length });
    return words.say("rank_now", { name, place: words.ordinal(place), count: order.length });
  }

  function paperRow(name, candidate) {
    const number = make("input", {
      class: "place",
      type: "text",
      inputmode: "numeric",
      autocomplete: "off",
      maxlength: "2",
      "aria-label": words.say("rank_number", { name }),
    });
    const fault = make("p", { class: "errors", role: "alert" });
    number.addEventListener("change", () => {
      const typed = number.value.trim();
      fault.textContent = "";
      if (/^\d+$/.test(typed) && Number(typed) > 0) act(placed(order, candidate, Number(typed)), candidate);
      else if (typed === "" || typed === "0") act(removed(order, candidate), candidate);
      else {
        fault.textContent = words.say("rank_wrong", { typed });
        draw(candidate);
      }
    });
    number.addEventListener("focus", () => number.select());
    const hint = unseen("");
    const tap = button(
      [make("span", {}, name), hint],
      () => {
        act(placeOf(order, candidate) ? removed(order, candidate) : added(order, candidate), candidate);
      },
      { class: "name" },
    );
    const row = make(
      "li",
      { class: "candidate" },
      number,
      make("div", {}, tap, printed(app, contest, candidate), fault),
    );
    return { row, number, hint };
  }

  function rankedRow(candidate) {
    const name = names[candidate];
    const step = (key, by, sign) =>
      button(sign, () => act(moved(order, candidate, by), candidate), {
        "aria-label": words.say(key, { name }),
        class: "quiet",
      });
    const handle = make(
      "button",
      { type: "button", class: "handle" },
      make("span", { "aria-hidden": "true" }, "\u283f"),
    );
    const place = make("span", { class: "number" });
    const up = step("rank_up", -1, "\u2191");
    const down = step("rank_down", 1, "\u2193");
    const top = button(words.say("rank_top_word"), () => act(placed(order, candidate, 1), candidate), {
      "aria-label": words.say("rank_top", { name }),
      class: "quiet",
    });
    const take = button(
      words.say("rank_remove_word"),
      () => {
        const next = order[placeOf(order, candidate)] ?? order.at(-2);
        act(removed(order, candidate), candidate);
        (ranked.get(next)?.take ?? papers[candidate].number).focus();
      },
      { "aria-label": words.say("rank_take", { name }), class: "quiet" },
    );
    const row = make(
      "li",
      {},
      handle,
      place,
      make("span", { class: "who" }, name),
      make("span", { class: "moves" }, up, down, top, take),
    );
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      act(moved(order, candidate, by), candidate);
    });
    handle.addEventListener("pointerdown", (event) => drag(event, candidate, row));
    return { row, place, handle, up, down, top, take };
  }

  /** Follow the pointer until it is let go; Escape, or a pointer that the system takes away, puts all back. */
  function drag(event, candidate, row) {
    if (event.button > 0) return;
    event.preventDefault();
    const before = order;
    const listening = new AbortController();
    row.classList.add("dragged");
    const end = (kept) => {
      listening.abort();
      row.classList.remove("dragged");
      if (!kept) change(before, candidate);
      announce(told(candidate));
    };
    const follow = ({ clientY }) => {
      const edge = 80;
      if (clientY < edge) window.scrollBy(0, -12);
      if (clientY > window.innerHeight - edge) window.scrollBy(0, 12);
      const above = order.filter((other) => {
        if (other === candidate) return false;
        const { top, height } = ranked.get(other).row.getBoundingClientRect();
        return clientY > top + height / 2;
      });
      const next = placed(order, candidate, above.length + 1);
      if (next.some((each, at) => each !== order[at])) change(next, candidate);
    };
    const { signal } = listening;
    window.addEventListener("pointermove", follow, { signal });
    window.addEventListener("pointerup", () => end(true), { signal });
    window.addEventListener("pointercancel", () => end(false), { signal });
    window.addEventListener("keydown", ({ key }) => key === "Escape" && end(false), { signal });
  }

  /** Show the order; the row of `candidate`, which may hold the focus or the pointer, is not moved in the document. */
  function draw(candidate) {
    for (const [gone, { row }] of ranked) {
      if (placeOf(order, gone)) continue;
      row.remove();
      ranked.delete(gone);
    }
    for (const each of order) if (!ranked.has(each)) ranked.set(each, rankedRow(each));
    arrange(
      list,
      order.map((each) => ranked.get(each).row),
      ranked.get(candidate)?.row,
    );
    for (const [at, each] of order.entries()) {
      const { place, handle, up, down, top } = ranked.get(each);
      place.textContent = at + 1;
      const label = { name: names[each], place: words.ordinal(at + 1), count: order.length };
      handle.setAttribute("aria-label", words.say("rank_drag", label));
      for (const [control, off] of [
        [up, at === 0],
        [top, at === 0],
        [down, at === order.length - 1],
      ]) {
        control.setAttribute("aria-disabled", off);
      }
    }
    for (const [each, { row, number, hint }] of papers.entries()) {
      const place = placeOf(order, each);
      number.value = place || "";
      row.classList.toggle("chosen", place > 0);
      const key = place ? "rank_remove" : "rank_add";
      hint.textContent = `, ${words.say(key, { place: words.ordinal(place || order.length + 1) })}`;
    }
    none.hidden = order.length > 0;
    count.replaceChildren(
      words.say("ranking_count", { count: order.length, all: names.length }),
      unseen(`: ${words.say("ranking_see")}`),
    );
  }

  function goOn() {
    if (order.length) return app.show("review", contest);
    askBlank(app, ask, () => {
      session.choose(contest, []);
      app.show("review", contest);
    });
  }

  function clear() {
    change([]);
    announce(words.say("cleared"));
  }

  /** Published lists to begin from, where the poll's rules offer them: all of them, in the order that was drawn. */
  function starts() {
    const offered = contest.poll.starts ?? [];
    if (!offered.length) return undefined;
    const load = ({ name, order: listed }) =>
      button(words.say("starts_load", { name }), () => {
        change([...listed]);
        announce(words.say("starts_loaded", { name }));
      });
    return make(
      "details",
      { class: "how" },
      make("summary", {}, words.say("starts_title")),
      make("p", {}, words.say("starts_lead")),
      make(
        "ul",
        {},
        offered.map((each) => make("li", {}, load(each))),
      ),
    );
  }

  draw();
  return make(
    "div",
    { class: "flow" },
    make("p", { class: "lead" }, words.say("rank_lead")),
    make("p", { class: "hint" }, words.say("rank_keys"), " ", words.say("rank_blank_hint")),
    starts(),
    make(
      "div",
      { class: "papers" },
      make(
        "section",
        { "aria-labelledby": "paper-title", class: "flow" },
        make("h2", { id: "paper-title" }, words.say("paper_title")),
        search(
          app,
          papers.map(({ row }) => row),
          names,
          found,
        ),
        make(
          "ol",
          { class: "candidates" },
          papers.map(({ row }) => row),
        ),
      ),
      make("section", { "aria-labelledby": "ranking-title", class: "flow" }, title, none, list),
    ),
    foot(app, { count, goOn, clear, ask }),
  );
}

/** Put rows into this order without moving `still` in the document: moving it would take focus and pointer away. */
function arrange(list, rows, still) {
  const at = rows.indexOf(still);
  if (at < 0 || still.parentNode !== list) {
    for (const [index, row] of rows.entries())
      if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
    return;
  }
  for (const row of rows.slice(0, at)) still.before(row);
  still.after(...rows.slice(at + 1));
}
