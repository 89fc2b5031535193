// Known answers of the protocol, from the folder of real elections with known results.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { derive, publicCredential } from "../protocol/codes.js";
import { challenge, embed, generatorPower, Point, power, read, Scalar, text } from "../protocol/group.js";
import { proveKnowledge, proveOneOf } from "../protocol/proofs.js";

const oracles = process.env.HUSTINGS_ORACLES ?? new URL("../../../../shared/oracles", import.meta.url).pathname;
const vectors = JSON.parse(readFileSync(`${oracles}/belenios/vectors.json`, "utf8"));

/** Random bytes such that `randomScalar` gives these numbers, one after the other. */
function giving(...numbers) {
  return (count) => {
    const digits = BigInt(numbers.shift())
      .toString(16)
      .padStart(2 * count, "0");
    return Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));
  };
}

test("base point, identity and order are the specification's", () => {
  assert.equal(text(Point.BASE), vectors.base_point);
  assert.equal(text(Point.ZERO), vectors.identity);
  assert.equal(String(Scalar.ORDER), vectors.order);
});

for (const { ints, point } of vectors.embedding) {
  test(`embedding of ${ints.length} integers`, () => assert.equal(text(embed(ints)), point));
}

test("credential of a code", () => {
  const { uuid, credential, x, public: published } = vectors.credential;
  assert.equal(String(derive(uuid, credential)), x);
  assert.equal(publicCredential(uuid, credential), published);
});

test("proof of knowledge", () => {
  const { x, w, X, A, hash_input: input, challenge: c, response } = vectors.pok;
  assert.equal(text(generatorPower(BigInt(x))), X);
  const prefix = input.slice(0, input.length - A.length);
  assert.deepEqual(proveKnowledge(prefix, BigInt(x), giving(w)), { challenge: BigInt(c), response: BigInt(response) });
});

test("proof of one statement out of two", () => {
  const { y, S, r, m, alpha, beta, fake_j0: fake, w, hash_input: input, hash_mod_q: hash, proof } = vectors.iprove;
  const key = read(y);
  const secret = BigInt(r);
  const masked = power(key, secret);
  const pair = [generatorPower(secret), masked.add(Point.BASE)];
  assert.deepEqual(pair.map(text), [alpha, beta]);
  const prefix = `prove|${S}|${alpha},${beta}|`;
  assert.ok(input.startsWith(prefix));
  const commitments = input.slice(prefix.length).split(",").map(read);
  assert.equal(String(challenge(prefix, commitments)), hash);
  const found = proveOneOf(key, prefix, [pair, [pair[0], masked]], m, secret, giving(w, ...fake));
  assert.deepEqual(
    found.map((each) => [String(each.challenge), String(each.response)]),
    proof,
  );
});
