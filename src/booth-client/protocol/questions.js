// Belenios spec 3.1, sections 4.9 to 4.13: questions and encrypted answers. Equals hustings.belenios.v1.questions, the
// order of random draws included.
//
// Encrypting is a generator: it yields after each part, so that a page can show how far it is, and returns the answer.
//
// The proofs of a homomorphic answer show that it is allowed. That of a non-homomorphic one shows only that the voter
// knew what was encrypted: whether it is a ranking comes out when it is counted.

import { embed, generatorPower, Point, power, randomScalar, randomScalars, Scalar, text } from "./group.js";
import { FEWEST, MOST, pack } from "./packed.js";
import { proofJson, proveKnowledge, proveOneOf } from "./proofs.js";

/** A choice that the question does not allow. */
export class ChoiceError extends Error {}

/** A question of an election that this page cannot put to a voter. */
export class UnknownQuestion extends Error {}

/**
 * A question of election.json as {kind, title, candidates, ...}: kind "marks" with minimum, maximum and blank (whether
 * a blank paper has a mark of its own), "ranking" for up to 30 candidates, "packed" for 31 to 54.
 */
export function readQuestion(value) {
  if (!("type" in value)) {
    const { answers, min, max, question, blank = false } = value;
    return { kind: "marks", title: question, candidates: answers, minimum: min, maximum: max, blank };
  }
  if (value.type !== "NonHomomorphic") throw new UnknownQuestion(`questions of type ${value.type} are not known here`);
  const { answers, question } = value.value;
  const hint = value.extra?.type;
  if (hint === "PackedRanking") {
    const { candidates, version } = value.extra;
    if (version !== 1 || candidates.length < FEWEST || candidates.length > MOST) {
      throw new UnknownQuestion(`packed ranking, version ${version}, ${candidates.length} candidates`);
    }
    return { kind: "packed", title: question, candidates };
  }
  if (hint === "MajorityJudgment") throw new UnknownQuestion("gradings are not known here");
  return { kind: "ranking", title: question, candidates: answers };
}

/**
 * The numbers that a choice is encrypted as. A choice is, for "marks", the positions chosen, or "blank"; for the two
 * others the ranking, best first, positions from 0; the empty one is a blank paper. Raises `ChoiceError`.
 */
export function numbersOf(question, choice) {
  return question.kind === "marks" ? marks(question, choice) : ranks(question, choice);
}

function marks({ title, candidates, minimum, maximum, blank }, choice) {
  if (choice === "blank") {
    if (!blank) throw new ChoiceError(`${title}: there is no blank paper here`);
    return [1, ...candidates.map(() => 0)];
  }
  requirePositions(title, candidates, choice);
  if (choice.length < minimum || choice.length > maximum) {
    throw new ChoiceError(`${title}: ${minimum} to ${maximum} marks are allowed, not ${choice.length}`);
  }
  const bits = candidates.map((_, position) => (choice.includes(position) ? 1 : 0));
  return blank ? [0, ...bits] : bits;
}

function ranks({ kind, title, candidates }, choice) {
  requirePositions(title, candidates, choice);
  if (kind === "packed") return pack(choice, candidates.length);
  return candidates.map((_, position) => choice.indexOf(position) + 1);
}

function requirePositions(title, candidates, choice) {
  const allowed = choice.every(
    (position) => Number.isInteger(position) && position >= 0 && position < candidates.length,
  );
  if (!allowed || new Set(choice).size !== choice.length) throw new ChoiceError(`${title}: ${choice} is no choice`);
}

/** The answer for these numbers, with its proofs. `context` is election fingerprint | credential (S0). */
export function* encryptAnswer(question, y, context, numbers, draw) {
  return question.kind === "marks"
    ? yield* encryptMarks(question, y, context, numbers, draw)
    : encryptElement(y, context, embed(numbers), draw);
}

/** How many times `encryptAnswer` yields. */
export function partsOf(question) {
  return question.kind === "marks" ? question.candidates.length + 1 + (question.blank ? 2 : 0) : 0;
}

/** Section 4.11: xi = embed(v), alpha = g^r, beta = y^r.xi, and a proof that r is known. */
function encryptElement(y, context, plain, draw) {
  const r = randomScalar(draw);
  const pair = { alpha: generatorPower(r), beta: power(y, r).add(plain) };
  const prefix = `raweg|${context}|${text(y)},${text(pair.alpha)},${text(pair.beta)}|`;
  return { choices: pairJson(pair), proof: proofJson(proveKnowledge(prefix, r, draw)) };
}

function* encryptMarks(question, y, context, bits, draw) {
  const secrets = randomScalars(draw, bits.length);
  const pairs = bits.map((bit, at) => encryptBit(y, bit, secrets[at]));
  const individual = [];
  for (const [at, pair] of pairs.entries()) {
    const statements = [0, 1].map((value) => valueStatement(pair, value));
    individual.push(proveOneOf(y, `prove|${context}|${pairText(pair)}|`, statements, bits[at], secrets[at], draw));
    yield;
  }
  const prefix = `${context}|${pairs.map(pairText).join(",")}`;
  const allowed = range(question.minimum, question.maximum);
  const answer = {
    choices: pairs.map(pairJson),
    individual_proofs: individual.map((proofs) => proofs.map(proofJson)),
  };
  if (!question.blank) {
    const total = productOf(pairs);
    const statements = allowed.map((value) => valueStatement(total, value));
    const proved = sum(bits) - question.minimum;
    const overall = proveOneOf(y, `prove|${prefix}|${pairText(total)}|`, statements, proved, addUp(secrets), draw);
    yield;
    return { ...answer, overall_proof: overall.map(proofJson) };
  }
  // Section 4.13: bit 0 says "blank paper"; then either it is 1 or the number of marks is allowed, and either it is 0
  // or there is no mark.
  const isBlank = bits[0] === 1;
  const rest = productOf(pairs.slice(1));
  const restSecret = addUp(secrets.slice(1));
  const statements = [valueStatement(pairs[0], 1), ...allowed.map((value) => valueStatement(rest, value))];
  const [proved, secret] = isBlank ? [0, secrets[0]] : [1 + sum(bits) - question.minimum, restSecret];
  const overall = proveOneOf(y, `bproof1|${prefix}|`, statements, proved, secret, draw);
  yield;
  const blankStatements = [valueStatement(pairs[0], 0), valueStatement(rest, 0)];
  const [blankProved, blankSecret] = isBlank ? [1, restSecret] : [0, secrets[0]];
  const blank = proveOneOf(y, `bproof0|${prefix}|`, blankStatements, blankProved, blankSecret, draw);
  yield;
  return { ...answer, overall_proof: overall.map(proofJson), blank_proof: blank.map(proofJson) };
}

/** alpha = g^r, beta = y^r.g^m. */
function encryptBit(y, bit, r) {
  const beta = power(y, r);
  return { alpha: generatorPower(r), beta: bit ? beta.add(Point.BASE) : beta };
}

/** (alpha, beta/g^value): that the pair carries `value`. */
function valueStatement({ alpha, beta }, value) {
  return [alpha, value ? beta.subtract(generatorPower(BigInt(value))) : beta];
}

function productOf(pairs) {
  return pairs.reduce((left, right) => ({ alpha: left.alpha.add(right.alpha), beta: left.beta.add(right.beta) }));
}

function pairText({ alpha, beta }) {
  return `${text(alpha)},${text(beta)}`;
}

function pairJson({ alpha, beta }) {
  return { alpha: text(alpha), beta: text(beta) };
}

function addUp(scalars) {
  return scalars.reduce((left, right) => Scalar.add(left, right), 0n);
}

function sum(numbers) {
  return numbers.reduce((left, right) => left + right, 0);
}

function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
