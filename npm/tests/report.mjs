// The last line of a conformance run, the same in every runtime.

import { conformance } from "./conformance.mjs";

/** Runs all vectors; the text names each failure and ends with the count. */
export function report(library, vectors) {
  const { passed, failed, failures } = conformance(library, vectors);
  return [...failures.slice(0, 10), `${passed} passed, ${failed} failed`].join("\n");
}
