// Belenios spec 3.1, sections 3 and 5.2: the group Ed25519, its hash functions, and where scalars come from.
//
// Equals hustings.belenios.v1.group, .hashing and .randomness byte for byte. All arithmetic on points is noble's.
//
// Security: `Point.multiply` takes the same steps for every scalar, but JavaScript's big integers do not take the same
// time for every value. Whoever can measure this device while it encrypts, or read its memory, is not kept out: the
// voter's own device is trusted.

import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToNumberBE, numberToBytesBE, numberToBytesLE } from "@noble/curves/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

export const Point = ed25519.Point;

/** Scalars modulo the order of the group. */
export const Scalar = Point.Fn;

/** How many integers 0..255 one point can carry, and how many bits below them are searched for a point. */
export const EMBEDDING_LIMIT = 30;
const PADDING = 14;

/** A text that is no element of the group. */
export class NotInGroup extends Error {}

/** Big-endian hexadecimal, 64 digits: the spelling of the specification. */
export function text(point) {
  return bytesToHex(point.toBytes().reverse());
}

/** The element written so; it is proved a member of the prime-order subgroup and is not the identity. */
export function read(written) {
  if (!/^[0-9a-f]{64}$/.test(written)) throw new NotInGroup(`${written} is not 64 lower-case hexadecimal digits`);
  let point;
  try {
    point = Point.fromBytes(hexToBytes(written).reverse());
  } catch {
    throw new NotInGroup(`${written} is no point of the curve`);
  }
  if (!point.isTorsionFree() || point.is0()) throw new NotInGroup(`${written} is not in the prime-order subgroup`);
  return point;
}

/** base^exponent, the exponent 0 included. */
export function power(base, exponent) {
  return exponent === 0n ? Point.ZERO : base.multiply(exponent);
}

/** g^exponent. */
export function generatorPower(exponent) {
  return power(Point.BASE, exponent);
}

/**
 * The element that carries at most 30 integers 0..255: big-endian, above 14 bits that are searched upwards for a point
 * of the subgroup. Source: Belenios spec 3.1, section 5.2.1.
 */
export function embed(values) {
  if (values.length > EMBEDDING_LIMIT || values.some((value) => !Number.isInteger(value) || value < 0 || value > 255)) {
    throw new RangeError(`at most ${EMBEDDING_LIMIT} integers 0..255 can be encrypted, not ${values}`);
  }
  const start = values.length ? bytesToNumberBE(Uint8Array.from(values)) << BigInt(PADDING) : 0n;
  for (let candidate = start; candidate < start + (1n << BigInt(PADDING)); candidate++) {
    const point = pointOf(numberToBytesLE(candidate, 32));
    if (point?.isTorsionFree()) return point;
  }
  throw new RangeError(`no point of the group carries ${values}`);
}

function pointOf(bytes) {
  try {
    return Point.fromBytes(bytes);
  } catch {
    return undefined;
  }
}

/** SHA-256 in standard Base64 without padding, 43 characters: fingerprints, signed hashes, receipt numbers. */
export function base64Digest(body) {
  return btoa(String.fromCharCode(...sha256(utf8ToBytes(body)))).slice(0, 43);
}

/** H(prefix followed by the elements, comma separated) modulo the order. */
export function challenge(prefix, points) {
  return Scalar.create(bytesToNumberBE(sha256(utf8ToBytes(prefix + points.map(text).join(",")))));
}

/** The two digests of a text with each half's number in it, as one number of 512 bits, modulo the order. */
export function scalarOfTwoDigests(textOfHalf) {
  const digests = [0, 1].map((half) => sha256(utf8ToBytes(textOfHalf(half))));
  return Scalar.create(bytesToNumberBE(concatBytes(...digests)));
}

/** Uniform in [0, order) up to a bias of 2^-128. `draw(count)` gives so many random bytes; 48 are taken. */
export function randomScalar(draw) {
  return Scalar.create(bytesToNumberBE(draw(48)));
}

/** `count` independent scalars. */
export function randomScalars(draw, count) {
  return Array.from({ length: count }, () => randomScalar(draw));
}

/** The browser's own generator: the source of every real ballot. */
export function systemRandomness(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** A number in so many bytes, big-endian. */
export const bytesOf = numberToBytesBE;
