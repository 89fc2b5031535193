import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { chosenLanguage, offered, TABLES, varietyOf, Words } from "../page/words.js";

const forms = (text) => (typeof text === "string" ? [text] : Object.values(text));
const blanks = (text) => forms(text).map((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
const page = new URL("../page/", import.meta.url);
const written = readdirSync(page, { recursive: true })
  .filter((name) => name.endsWith(".js") && !name.startsWith("texts"))
  .map((name) => readFileSync(new URL(name, page), "utf8"))
  .join("\n");

test("both languages have the same texts, each with the same blanks to fill, none empty", () => {
  const { en, fr } = TABLES;
  assert.deepEqual(Object.keys(fr), Object.keys(en));
  for (const key of Object.keys(en).filter((each) => each !== "ordinal")) {
    assert.equal(typeof fr[key], typeof en[key], key);
    const [english, french] = [en, fr].map((table) => [...new Set(blanks(table[key]).flat())].sort());
    assert.deepEqual(
      french.filter((name) => name !== "count"),
      english.filter((name) => name !== "count"),
      key,
    );
    for (const form of [...forms(en[key]), ...forms(fr[key])]) assert.match(form, /\S/, key);
    if (typeof en[key] === "object") assert.deepEqual(Object.keys(fr[key]), ["one", "other"], key);
  }
});

test("no text is the other language's", () => {
  const same = Object.keys(TABLES.en).filter(
    (key) => JSON.stringify(TABLES.en[key]) === JSON.stringify(TABLES.fr[key]),
  );
  assert.deepEqual(same, ["ordinal", "note", "receipt_signature"]); // a function, and the same words
});

test("every text is used, and none is asked for that is not there", () => {
  const made = ["trust_", "state_"];
  const unused = Object.keys(TABLES.en).filter(
    (key) =>
      !written.includes(`"${key}"`) &&
      !written.includes(` ${key}: `) &&
      !made.some((prefix) => key.startsWith(prefix)) &&
      key !== "ordinal",
  );
  assert.deepEqual(unused, []);
  const asked = [...written.matchAll(/say\("(\w+)"/g)].map(([, key]) => key);
  assert.deepEqual(
    asked.filter((key) => !(key in TABLES.en)),
    [],
  );
});

test("ordinals", () => {
  const ordinals = (language) =>
    [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 42].map((number) => new Words(language).ordinal(number));
  assert.deepEqual(ordinals("en"), [
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "21st",
    "22nd",
    "23rd",
    "42nd",
  ]);
  assert.deepEqual(ordinals("fr"), ["1re", "2e", "3e", "4e", "11e", "12e", "13e", "21e", "22e", "23e", "42e"]);
});

test("one and many, as each language counts", () => {
  assert.equal(new Words("en").say("search_found", { count: 0 }), "0 candidates shown");
  assert.equal(new Words("en").say("search_found", { count: 1 }), "1 candidate shown");
  assert.equal(new Words("fr").say("search_found", { count: 0 }), "0 nom affiché");
  assert.equal(new Words("fr").say("search_found", { count: 2 }), "2 noms affichés");
});

test("what a blank is filled with is not filled again", () => {
  const said = new Words("en").say("rank_now", { name: "{count}", place: "1st", count: 2 });
  assert.equal(said, "{count}, now 1st of 2");
});

test("a moment is told with its zone", () => {
  const told = new Words("en", "en-GB").moment("2026-11-24T12:00:00+00:00");
  assert.match(told, /^Tuesday,? 24 November 2026 at 12:00 (UTC|GMT)$/);
});

test("the reader's language is taken where it is offered, the first offered otherwise", () => {
  assert.equal(chosenLanguage(["de-AT", "fr-CA", "en"], ["en", "fr"]), "fr");
  assert.equal(chosenLanguage(["de"], ["fr", "en"]), "fr");
  assert.deepEqual(offered(["fr", "cy"]), ["fr"]);
  assert.deepEqual(offered(["cy"]), ["en"]);
  assert.equal(varietyOf("en", ["fr-FR", "en-IE", "en-US"]), "en-IE");
  assert.equal(varietyOf("en", ["fr-FR"]), "en");
});
