// Rankings of 31 to 54 candidates in 30 bytes: docs/specs/packed-rankings.md. Equals hustings.ballots.packed.

import { bytesOf, EMBEDDING_LIMIT } from "./group.js";

export const FEWEST = 31;
export const MOST = 54;

/** The 30 bytes, as integers 0..255, of a ranking, best first, of positions 0..candidates-1. */
export function pack(ranking, candidates) {
  if (candidates < FEWEST || candidates > MOST) {
    throw new RangeError(`${candidates} candidates: the packed form is for ${FEWEST} to ${MOST}`);
  }
  const left = Array.from({ length: candidates }, (_, position) => position);
  let number = 0n;
  for (let length = 0; length < ranking.length; length++) number += arrangements(candidates, length);
  for (const [place, candidate] of ranking.entries()) {
    const before = left.indexOf(candidate);
    if (before < 0) throw new RangeError(`${ranking} is no strict ranking of candidates 0 to ${candidates - 1}`);
    number += BigInt(before) * arrangements(left.length - 1, ranking.length - place - 1);
    left.splice(before, 1);
  }
  return [...bytesOf(number, EMBEDDING_LIMIT)];
}

/** P(n, k): how many ways there are to put k of n in order. */
function arrangements(n, k) {
  let ways = 1n;
  for (let taken = 0; taken < k; taken++) ways *= BigInt(n - taken);
  return ways;
}
