// Belenios spec 3.1, sections 4.12 and 4.16: proofs. Equals hustings.belenios.v1.proofs, the order of random draws
// included.
//
// A proof shows that its maker knew the secret when making it for exactly this prefix. It does not show when, nor that
// only one person knows the secret, nor that nobody watched.

import { challenge, generatorPower, power, randomScalar, Scalar } from "./group.js";

/** {challenge, response} as every record carries them: decimal strings. */
export function proofJson(proof) {
  return { challenge: String(proof.challenge), response: String(proof.response) };
}

/** Knowledge of x in g^x: A = g^w, c = H(prefix, A), r = w - x.c. */
export function proveKnowledge(prefix, secret, draw) {
  const w = randomScalar(draw);
  const c = challenge(prefix, [generatorPower(w)]);
  return { challenge: c, response: answer(w, secret, c) };
}

/**
 * Statement number `proved` of [[alpha, beta], ...], each stating (alpha, beta) = (g^r, y^r), holds with r = `secret`,
 * without saying which it is: the others are simulated, their challenge and response drawn first.
 * Source: Belenios spec 3.1, section 4.12, iprove.
 */
export function proveOneOf(y, prefix, statements, proved, secret, draw) {
  const w = randomScalar(draw);
  const proofs = [];
  const commitments = [];
  let simulated = 0n;
  for (const [index, [alpha, beta]] of statements.entries()) {
    if (index === proved) {
      commitments.push(generatorPower(w), power(y, w));
      continue;
    }
    const fake = { challenge: randomScalar(draw), response: randomScalar(draw) };
    proofs[index] = fake;
    simulated = Scalar.add(simulated, fake.challenge);
    commitments.push(
      generatorPower(fake.response).add(power(alpha, fake.challenge)),
      power(y, fake.response).add(power(beta, fake.challenge)),
    );
  }
  const c = Scalar.sub(challenge(prefix, commitments), simulated);
  proofs[proved] = { challenge: c, response: answer(w, secret, c) };
  return proofs;
}

/** w - x.c */
function answer(w, secret, c) {
  return Scalar.sub(w, Scalar.mul(secret, c));
}
