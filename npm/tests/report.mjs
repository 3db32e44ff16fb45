// The last line of a conformance run, the same in every runtime.

import { conformance } from "./conformance.mjs";
import { checkExplain } from "./explain/check.mjs";

/** Runs all vectors, and what explains; the text names each failure and ends with the count. */
export function report(library, explaining, vectors) {
  const results = [conformance(library, vectors), checkExplain(library, explaining)];
  const sum = (name) => results.reduce((sum, result) => sum + result[name], 0);
  const failures = results.flatMap(({ failures }) => failures.slice(0, 10));
  return [...failures, `${sum("passed")} passed, ${sum("failed")} failed`].join("\n");
}
