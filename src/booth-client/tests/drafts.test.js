import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts } from "../page/drafts.js";

const CODE = "DrVJX-hD4Huj-BoM8c-z2Br1i";

/** What a browser's localStorage does, on a map. */
class Storage extends Map {
  getItem(name) {
    return this.get(name) ?? null;
  }
  setItem(name, text) {
    this.set(name, String(text));
  }
  removeItem(name) {
    this.delete(name);
  }
}

test("a draft is there for the same poll and code alone, in a later page too", () => {
  const storage = new Storage();
  new Drafts(storage).keep("poll", CODE, [2, 0]);
  const later = new Drafts(storage);
  assert.deepEqual(later.read("poll", CODE), [2, 0]);
  assert.equal(later.read("other", CODE), undefined);
  assert.equal(later.read("poll", CODE.replace("D", "E")), undefined);
});

test("what is stored does not hold the code", () => {
  const storage = new Storage();
  new Drafts(storage).keep("poll", CODE, "blank");
  assert.equal([...storage].flat().join().includes(CODE.slice(0, 5)), false);
});

test("a draft cleared is gone from the device", () => {
  const storage = new Storage();
  const drafts = new Drafts(storage);
  drafts.keep("poll", CODE, [1]);
  drafts.clear("poll", CODE);
  assert.deepEqual([drafts.read("poll", CODE), storage.size], [undefined, 0]);
});

test("without a storage, or with one that refuses, drafts last as long as the page", () => {
  const refusing = { getItem: () => null };
  refusing.setItem = refusing.removeItem = () => {
    throw new Error("forbidden");
  };
  for (const storage of [undefined, refusing]) {
    const drafts = new Drafts(storage);
    drafts.keep("poll", CODE, [1]);
    assert.deepEqual(drafts.read("poll", CODE), [1]);
    drafts.clear("poll", CODE);
    assert.equal(drafts.read("poll", CODE), undefined);
  }
});

test("what is no draft of this page is none", () => {
  const storage = new Storage();
  const drafts = new Drafts(storage);
  drafts.keep("poll", CODE, [1]);
  for (const name of storage.keys()) storage.set(name, "{broken");
  assert.equal(new Drafts(storage).read("poll", CODE), undefined);
});
