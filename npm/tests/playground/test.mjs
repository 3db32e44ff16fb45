// The tests that the files of cases/ have named.

export const tests = [];

/** Names a test; `run` is given a fresh page, a `Playground`. */
export function test(name, run) {
  tests.push({ name, run });
}
