// The word that may have been meant. What was given instead may be a secret in the wrong place, and is not repeated.

/** `(did you mean ...?)` with the nearest of these words, or nothing if none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  // A secret is long, and near to no name.
  if (word.length > LONGEST) return "";
  const near = known
    .map((name) => ({ name, changes: distance(word.toLowerCase(), name) }))
    .filter(({ name, changes }) => changes <= Math.max(1, Math.floor(name.length / 3)))
    .sort((one, other) => one.changes - other.changes);
  return near.length > 0 ? `\n(Did you mean ${near[0]!.name}?)` : "";
}

/** How many letters must be put in, left out or changed (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let column = 1; column <= other.length; column++) {
      const changed = row[column - 1]! + (one[line - 1] === other[column - 1] ? 0 : 1);
      next.push(Math.min(changed, row[column]! + 1, next[column - 1]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}

const LONGEST = 40;
