// Writes a payload as JSON that no usual writer gives back, so that a receiver which verifies what it has parsed and
// written again refuses a genuine delivery here, and not only once the provider's own writer differs from its own.

/** The same value: one blank behind the first colon, `/` as `\/`, no character beyond ASCII. */
export function asWritten(payload: unknown): string {
  // Some writers put no blank, others one behind every colon; escapes are allowed (RFC 8259 section 7) and seldom kept.
  return JSON.stringify(payload)
    .replace(/^(\{"(?:[^"\\]|\\.)*":)/, "$1 ")
    .replace(/\//g, "\\/")
    .replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
