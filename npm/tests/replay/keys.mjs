// What a test claims with, if it does not care.

export const REQUEST = { token: "owner", digest: "1".repeat(64), lease: 60, ttl: 120 };

/** A key that no other test uses. */
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
