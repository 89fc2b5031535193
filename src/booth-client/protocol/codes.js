// Belenios spec 3.1, sections 3.1 and 4.8: voting codes. Equals hustings.belenios.v1.credentials.
//
// A code is 22 Base58 characters in groups of 5, 6, 5 and 6: 128 bits and no checksum. The dashes are hashed with it.
// A slip of the pen is found by what the code opens: see `slips`.

import { generatorPower, scalarOfTwoDigests, text } from "./group.js";

export const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const GROUPS = [5, 6, 5, 6];
export const LENGTH = 22;

/** Characters that no code holds, and those they are taken for. */
const LOOKALIKES = { 0: "o", O: "o", I: "1", l: "1" };

/**
 * What was typed, read as a code: spaces and dashes of any kind do not matter.
 *
 * Either {code} or {fault}: "empty"; "character" with {character, place, instead}, where place counts from 1 over the
 * characters of the code and `instead` is the character it is likely to be, or ""; "length" with {found}.
 */
export function readCode(typed) {
  const characters = [...typed.replace(/[\s\-\u2010-\u2015\u2212\u00ad\u200b.,;:_]/g, "")];
  if (!characters.length) return { fault: "empty" };
  const wrong = characters.findIndex((character) => !BASE58.includes(character));
  if (wrong >= 0) {
    const character = characters[wrong];
    return { fault: "character", character, place: wrong + 1, instead: LOOKALIKES[character] ?? "" };
  }
  if (characters.length !== LENGTH) return { fault: "length", found: characters.length };
  return { code: grouped(characters) };
}

/** The characters with the dashes that belong between their groups. */
export function grouped(characters) {
  let from = 0;
  const parts = GROUPS.map((size) => characters.slice(from, (from += size)).join(""));
  return parts.filter(Boolean).join("-");
}

/** Where a character stands: place 1..22 to [group 1..4, place in that group]. */
export function placeInGroups(place) {
  let before = 0;
  for (const [at, size] of GROUPS.entries()) {
    if (place <= before + size) return [at + 1, place - before];
    before += size;
  }
  return [GROUPS.length, place - before + GROUPS.at(-1)];
}

/** The secret scalar of a code in one election. */
export function derive(uuid, code) {
  return scalarOfTwoDigests((half) => `derive_credential|${uuid}|${half}|${code}`);
}

/** The public credential: what stands beside the ballot on the board. */
export function publicCredential(uuid, code) {
  return text(generatorPower(derive(uuid, code)));
}

/**
 * Every code that is one slip away: one character another, or two neighbours changed over. Each as {code, place, was,
 * is}; `place` counts from 1; for two neighbours `was` and `is` have two characters.
 */
export function* slips(code) {
  const characters = [...code.replaceAll("-", "")];
  for (let at = 0; at + 1 < LENGTH; at++) {
    const [one, other] = [characters[at], characters[at + 1]];
    if (one === other) continue;
    yield { code: grouped(characters.toSpliced(at, 2, other, one)), place: at + 1, was: one + other, is: other + one };
  }
  for (let at = 0; at < LENGTH; at++) {
    for (const character of BASE58) {
      if (character === characters[at]) continue;
      yield { code: grouped(characters.with(at, character)), place: at + 1, was: characters[at], is: character };
    }
  }
}
