// Takes the typed secrets out of what is shown.

import { encode } from "./bytes.js";

/** The text with each of these secrets replaced by its length, as written, percent-encoded, or escaped in JSON. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  let masked = text;
  for (const secret of [...secrets].sort((one, other) => other.length - one.length)) {
    if (secret !== "") masked = masked.replace(anySpelling(secret), `masked:${secret.length}`);
  }
  return masked;
}

/** Encoders differ in what they leave alone, so each character may be written either way. */
function anySpelling(secret: string): RegExp {
  const characters = Array.from(secret, (character) => {
    const spellings = [character, JSON.stringify(character).slice(1, -1), percentEncoded(character)];
    if (character === " ") spellings.push("+");
    return `(?:${[...new Set(spellings)].map((spelling) => spelling.replace(/[^\w\s%]/g, "\\$&")).join("|")})`;
  });
  return new RegExp(characters.join(""), "gi");
}

function percentEncoded(character: string): string {
  return Array.from(encode(character), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}
