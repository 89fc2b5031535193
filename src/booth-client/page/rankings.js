// What a voter does to a ranking: positions of candidates, best first. Each gives a new ranking.

/** Put at `place`, 1 for first; the others keep their order. A place past the last is the next one. */
export function placed(ranking, candidate, place) {
  const others = ranking.filter((each) => each !== candidate);
  return others.toSpliced(Math.max(0, place - 1), 0, candidate);
}

/** Put after all that are ranked. */
export function added(ranking, candidate) {
  return ranking.includes(candidate) ? ranking : [...ranking, candidate];
}

/** Taken out; those after it move up. */
export function removed(ranking, candidate) {
  return ranking.filter((each) => each !== candidate);
}

/** Moved by so many places: -1 is up. At either end it stays. */
export function moved(ranking, candidate, by) {
  const to = ranking.indexOf(candidate) + by;
  return to < 0 || to >= ranking.length ? ranking : placed(ranking, candidate, to + 1);
}

/** 1 for first, 0 for not ranked. */
export function placeOf(ranking, candidate) {
  return ranking.indexOf(candidate) + 1;
}
