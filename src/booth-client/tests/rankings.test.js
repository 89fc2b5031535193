import assert from "node:assert/strict";
import { test } from "node:test";

import { added, moved, placed, placeOf, removed } from "../page/rankings.js";

test("a candidate added comes after all that are ranked, once", () => {
  assert.deepEqual(added([], 4), [4]);
  assert.deepEqual(added([4, 0], 2), [4, 0, 2]);
  assert.deepEqual(added([4, 0], 4), [4, 0]);
});

test("a candidate put at a place pushes those behind down, and leaves no gap", () => {
  assert.deepEqual(placed([4, 0, 2], 1, 2), [4, 1, 0, 2]);
  assert.deepEqual(placed([4, 0, 2], 2, 1), [2, 4, 0]);
  assert.deepEqual(placed([4, 0, 2], 4, 3), [0, 2, 4]);
  assert.deepEqual(placed([4, 0], 1, 99), [4, 0, 1]);
});

test("a candidate moved steps one place, and stays at either end", () => {
  assert.deepEqual(moved([4, 0, 2], 0, -1), [0, 4, 2]);
  assert.deepEqual(moved([4, 0, 2], 0, 1), [4, 2, 0]);
  assert.deepEqual(moved([4, 0, 2], 4, -1), [4, 0, 2]);
  assert.deepEqual(moved([4, 0, 2], 2, 1), [4, 0, 2]);
});

test("a candidate removed leaves the others in order", () => assert.deepEqual(removed([4, 0, 2], 0), [4, 2]));

test("the place of a candidate is counted from one, none is 0", () => {
  assert.deepEqual(
    [4, 0, 1].map((candidate) => placeOf([4, 0, 2], candidate)),
    [1, 2, 0],
  );
});

test("nothing changes the ranking that it is given", () => {
  const order = Object.freeze([4, 0, 2]);
  for (const act of [added, removed, (list, one) => placed(list, one, 1), (list, one) => moved(list, one, 1)])
    act(order, 0);
  assert.deepEqual(order, [4, 0, 2]);
});
