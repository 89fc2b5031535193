import assert from "node:assert/strict";
import { test } from "node:test";

import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

import { receiptHolds, signedText } from "../protocol/receipts.js";

const { secretKey, publicKey } = ed25519.keygen(new Uint8Array(32).fill(7));
const key = bytesToHex(publicKey);
const said = { poll: "aJT8hzceyib3sY", tracker: "t".repeat(43), position: 12, head: "0f".repeat(32) };
const receipt = { ...said, signature: bytesToHex(ed25519.sign(utf8ToBytes(signedText(said)), secretKey)) };
const expected = { poll: said.poll, tracker: said.tracker, key };

test("a receipt that its key signed holds", () => assert.equal(receiptHolds(receipt, expected), true));

test("a receipt with one thing altered does not hold", () => {
  const altered = [
    { ...receipt, position: 13 },
    { ...receipt, head: "0e".repeat(32) },
    { ...receipt, signature: `${receipt.signature.slice(0, -2)}00` },
    { ...receipt, signature: "no signature" },
    { ...receipt, signature: undefined },
    undefined,
  ];
  assert.deepEqual(
    altered.map((each) => receiptHolds(each, expected)),
    altered.map(() => false),
  );
});

test("a good receipt of another ballot, poll or key does not hold", () => {
  for (const other of [{ tracker: "u".repeat(43) }, { poll: "aJT8hzceyib3sZ" }, { key: "11".repeat(32) }]) {
    assert.equal(receiptHolds(receipt, { ...expected, ...other }), false);
  }
});
