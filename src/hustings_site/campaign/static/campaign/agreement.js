/* How far two people agree, as hustings.matching works it out; whole numbers throughout.

   points: [{id, steps}], steps 0 for free text. mine, theirs: {id: position from 0}. weights: {id: whole number}.
   Answers {agreed, possible} in the same units, so that agreed / possible is the share; tests/site/campaign compare
   the two on the same random answers. */

const divisor = (a, b) => (b ? divisor(b, a % b) : a);

export function agreement(points, mine, theirs, weights = {}) {
  const unit = points.reduce((all, { steps }) => (steps ? (all * steps) / divisor(all, steps) : all), 1);
  let agreed = 0, possible = 0, compared = 0, taken = 0;
  for (const { id, steps } of points) {
    const weight = weights[id] ?? 1;
    if (!steps || !weight || mine[id] === undefined) continue;
    taken += 1;
    if (theirs[id] === undefined) continue;
    compared += 1;
    agreed += weight * (steps - Math.abs(mine[id] - theirs[id])) * (unit / steps);
    possible += weight * unit;
  }
  return { agreed, possible, compared, taken };
}

/* Half or more of the first one's points could be compared. */
export const enough = ({ compared, taken }) => compared > 0 && 2 * compared >= taken;

/* In whole per cent, half rounded up. */
export const percent = ({ agreed, possible }) => Math.floor((200 * agreed + possible) / (2 * possible));

/* [name, agreement] in the order of the share; those level, in the order given; those with too few left out. */
export const closestFirst = (found) =>
  found.filter(([, each]) => enough(each)).sort(([, a], [, b]) => b.agreed * a.possible - a.agreed * b.possible);
