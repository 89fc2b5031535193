import assert from "node:assert/strict";
import { test } from "node:test";

import { BASE58, placeInGroups, readCode, slips } from "../protocol/codes.js";

const CODE = "DrVJX-hD4Huj-BoM8c-z2Br1i";

test("a code is read with any spaces and dashes, or none", () => {
  for (const typed of [
    CODE,
    CODE.replaceAll("-", ""),
    ` ${CODE.replaceAll("-", " \u2013 ")}\n`,
    CODE.replaceAll("-", "\u2212"),
  ]) {
    assert.deepEqual(readCode(typed), { code: CODE });
  }
});

test("nothing typed is said to be nothing", () => assert.deepEqual(readCode(" - "), { fault: "empty" }));

test("a character that no code holds is named with its place and what it is taken for", () => {
  const fault = (typed) => readCode(typed);
  assert.deepEqual(fault("DrVJX-hD4Huj-BoM8c-z2Brli"), { fault: "character", character: "l", place: 21, instead: "1" });
  assert.deepEqual(fault("0rVJX"), { fault: "character", character: "0", place: 1, instead: "o" });
  assert.deepEqual(fault("DrVJX-OD4Huj"), { fault: "character", character: "O", place: 6, instead: "o" });
  assert.deepEqual(fault("DrVJX-I"), { fault: "character", character: "I", place: 6, instead: "1" });
  assert.deepEqual(fault("DrVJX\u00e9"), { fault: "character", character: "\u00e9", place: 6, instead: "" });
});

test("a code too short or too long is told its length", () => {
  assert.deepEqual(readCode(CODE.slice(0, -1)), { fault: "length", found: 21 });
  assert.deepEqual(readCode(`${CODE}2`), { fault: "length", found: 23 });
});

test("a place is told by group and place in the group", () => {
  assert.deepEqual([1, 5, 6, 11, 12, 16, 17, 22].map(placeInGroups), [
    [1, 1],
    [1, 5],
    [2, 1],
    [2, 6],
    [3, 1],
    [3, 5],
    [4, 1],
    [4, 6],
  ]);
});

test("slips are every other character at every place and every two neighbours changed over", () => {
  const found = [...slips(CODE)];
  assert.equal(found.length, 22 * (BASE58.length - 1) + 21);
  assert.equal(new Set(found.map(({ code }) => code)).size, found.length);
  assert.deepEqual(found[0], { code: "rDVJX-hD4Huj-BoM8c-z2Br1i", place: 1, was: "Dr", is: "rD" });
  assert.deepEqual(found.at(-1), { code: "DrVJX-hD4Huj-BoM8c-z2Br1z", place: 22, was: "i", is: "z" });
  assert.ok(found.every(({ code }) => readCode(code).code === code));
});

test("two neighbours alike are no slip", () => {
  assert.equal([...slips("11111-111111-11111-111111")].length, 22 * (BASE58.length - 1));
});
