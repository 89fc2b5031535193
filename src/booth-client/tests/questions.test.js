import assert from "node:assert/strict";
import { test } from "node:test";

import { embed, NotInGroup, read } from "../protocol/group.js";
import { pack } from "../protocol/packed.js";
import { ChoiceError, numbersOf, partsOf, readQuestion, UnknownQuestion } from "../protocol/questions.js";

const marks = { answers: ["A", "B", "C"], min: 1, max: 2, question: "Q" };
const names = (count) => Array.from({ length: count }, (_, at) => `C${at}`);
const packed = (count, version = 1) => ({
  type: "NonHomomorphic",
  value: { answers: names(30), question: "Q" },
  extra: { type: "PackedRanking", version, candidates: names(count) },
});

test("marks are one number for each candidate, and for a blank paper where it has a mark of its own", () => {
  const question = readQuestion(marks);
  assert.deepEqual(numbersOf(question, [2, 0]), [1, 0, 1]);
  assert.throws(() => numbersOf(question, "blank"), ChoiceError);
  const withBlank = readQuestion({ ...marks, blank: true });
  assert.deepEqual(numbersOf(withBlank, [1]), [0, 0, 1, 0]);
  assert.deepEqual(numbersOf(withBlank, "blank"), [1, 0, 0, 0]);
  assert.deepEqual([question, withBlank].map(partsOf), [4, 6]);
});

test("marks fewer, more, twice, or of nobody are refused", () => {
  for (const choice of [[], [0, 1, 2], [1, 1], [3], [-1], [0.5]]) {
    assert.throws(() => numbersOf(readQuestion(marks), choice), ChoiceError);
  }
});

test("a ranking is the preference of each candidate, 0 for none", () => {
  const question = readQuestion({ type: "NonHomomorphic", value: { answers: ["A", "B", "C"], question: "Q" } });
  assert.equal(question.kind, "ranking");
  assert.deepEqual(numbersOf(question, [2, 0]), [2, 0, 1]);
  assert.deepEqual(numbersOf(question, []), [0, 0, 0]);
  assert.throws(() => numbersOf(question, [0, 0]), ChoiceError);
  assert.equal(partsOf(question), 0);
});

test("a packed ranking is 30 bytes of its number", () => {
  const question = readQuestion(packed(42));
  assert.deepEqual([question.kind, question.candidates.length], ["packed", 42]);
  assert.deepEqual(numbersOf(question, [5]), [...new Array(29).fill(0), 6]);
  assert.throws(() => numbersOf(question, [42]), ChoiceError);
});

test("packed vectors of the specification", () => {
  const hex = (ranking, count) =>
    Buffer.from(pack(ranking, count))
      .toString("hex")
      .replace(/^0+(?=.)/, "");
  assert.equal(hex([], 31), "0");
  assert.equal(hex([30], 31), "1f");
  assert.equal(hex([1, 0], 31), "3e");
  assert.equal(hex([5, 17, 2], 40), "2595");
  const all = names(54).map((_, at) => at);
  assert.equal(hex(all, 54), "3978bbf6f187f9f83ee2024d6bce53e25635b447575c134ce33c292cb565");
  assert.equal(hex(all.toReversed(), 54), "5aeb33ee6f89520512098a65d8645a4c5d477b71f034a548e33c292cb564");
  for (const count of [30, 55]) assert.throws(() => pack([], count), RangeError);
  assert.throws(() => pack([1, 1], 31), RangeError);
});

test("questions that this page cannot put are refused", () => {
  const refused = [
    packed(30),
    packed(55),
    packed(42, 2),
    { type: "Lists", value: { answers: [["L", "A"]], question: "Q" } },
    {
      type: "NonHomomorphic",
      value: { answers: ["A"], question: "Q" },
      extra: { type: "MajorityJudgment", grades: [] },
    },
  ];
  for (const value of refused) assert.throws(() => readQuestion(value), UnknownQuestion);
});

test("what cannot be embedded is refused", () => {
  for (const values of [[256], [-1], [0.5], new Array(31).fill(0)]) assert.throws(() => embed(values), RangeError);
});

test("a point outside the subgroup, off the curve, misspelt, or the identity is no element", () => {
  const one = "0".repeat(63);
  const order4 = "0".repeat(64);
  const order2 = `7${"f".repeat(61)}ec`;
  for (const written of [`${one}1`, `${one}2`, order4, order2, "66", "6".repeat(63) + "G", "6666".toUpperCase()]) {
    assert.throws(() => read(written), NotInGroup);
  }
});
