// Belenios spec 3.1, sections 4.10, 4.16 and 4.17: the election, and ballots made for it. Equals
// hustings.belenios.v1.election and .ballots.
//
// The election's fingerprint and the credential enter every proof; that is what stops one voter from copying another's
// ballot. A ballot holds no time and no name. It does not protect a voter who is watched while choosing, who gives the
// voting code away, or whose device works for somebody else: whoever has the code can make and replace the ballot.

import { derive } from "./codes.js";
import { base64Digest, generatorPower, read, text } from "./group.js";
import { proofJson, proveKnowledge } from "./proofs.js";
import { encryptAnswer, numbersOf, partsOf, readQuestion, UnknownQuestion } from "./questions.js";

/** The election of the exact text of election.json, which is hashed: {uuid, fingerprint, publicKey, questions}. */
export function readElection(body) {
  const { version, group, uuid, public_key: publicKey, questions } = JSON.parse(body);
  if (version !== 1 || group !== "Ed25519") throw new UnknownQuestion(`version ${version}, group ${group}`);
  return {
    uuid,
    fingerprint: base64Digest(body),
    publicKey: read(publicKey).precompute(8),
    questions: questions.map(readQuestion),
  };
}

/**
 * The ballot's text for one choice for each question, by a voting code. A generator: it yields the share done so far,
 * 0 to 1, and returns the text. `draw(count)` gives random bytes.
 */
export function* makeBallot(election, code, choices, draw) {
  const secret = derive(election.uuid, code);
  const credential = text(generatorPower(secret));
  const context = `${election.fingerprint}|${credential}`;
  const numbers = election.questions.map((question, at) => numbersOf(question, choices[at]));
  const parts = election.questions.reduce((total, question) => total + partsOf(question), 1);
  const answers = [];
  let done = 0;
  for (const [at, question] of election.questions.entries()) {
    const encrypting = encryptAnswer(question, election.publicKey, context, numbers[at], draw);
    let step = encrypting.next();
    while (!step.done) {
      done += 1;
      yield done / parts;
      step = encrypting.next();
    }
    answers.push(step.value);
  }
  const unsigned = {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential,
    answers,
  };
  const hash = base64Digest(JSON.stringify(unsigned));
  const proof = proofJson(proveKnowledge(`sig|${hash}|`, secret, draw));
  return JSON.stringify({ ...unsigned, signature: { hash, proof } });
}

/** The receipt number: what the voter looks for in the ballot list. */
export function tracker(ballot) {
  return base64Digest(ballot);
}

/** The return value of a generator, run to its end at once. */
export function finish(steps) {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
