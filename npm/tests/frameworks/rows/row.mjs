// A row of the table: what is sent, and what must come of it.

/**
 * A row of one request, or of several that follow one another.
 *
 * @param needs what not every receiver can show; see `lacks` in receivers.mjs
 */
export function row(name, steps, { needs = [] } = {}) {
  return { name, steps: Array.isArray(steps) ? steps : [steps], needs };
}

/** The request enters the handler once, with exactly the bytes that were signed. */
export function handled(request, more = {}) {
  return { request, expect: { status: 200, text: "handled", calls: [{ body: request.payload }], log: [], ...more } };
}

/** The handler never runs; the answer is the constant one, and the reason stands in the log alone. */
export function refused(request, code, more = {}) {
  return { request, expect: { status: 401, calls: [], log: [code], constant: true, ...more } };
}

/** The handler runs once and fails; the answer is the framework's, or the adapter's where there is no framework. */
export function failed(request, more = {}) {
  return { request, expect: { status: 500, calls: [{ body: request.payload }], log: "of a failed handler", ...more } };
}
