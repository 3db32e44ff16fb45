// Takes secrets out of what is shown or shared: the typed ones wherever they are, and whatever stands where tokens do.

import { encode } from "./bytes.js";
import type { OptionName } from "./fitting.js";
import type { Headers } from "./headers.js";

/** The text with each of these secrets replaced by its length, as written, percent-encoded, or escaped in JSON. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  let masked = text;
  for (const secret of [...secrets].sort((one, other) => other.length - one.length)) {
    if (secret !== "") masked = masked.replace(anySpelling(secret), `masked:${secret.length}`);
  }
  return masked;
}

/** Headers for a link: where a token stands in one, only those that are known to be harmless keep their values. */
export function maskHeaders(headers: Headers, options: ReadonlySet<OptionName>, tokenHeader: boolean): Headers {
  return headers.map(([name, value]) => {
    const lower = name.toLowerCase();
    const keep = tokenHeader || options.has("header") ? HARMLESS.has(lower) : !CREDENTIALS.has(lower);
    return [name, keep ? value : `masked:${value.length}`];
  });
}

/** A URL for a link: no user, and where the provider's token stands in it, no value of a parameter. */
export function maskUrl(url: string, options: ReadonlySet<OptionName>, tokenParameter: boolean): string {
  const withoutUser = url.replace(/^([a-z][a-z\d+.-]*:)?\/\/[^/?#]*@/i, "$1//");
  if (!tokenParameter && !options.has("urlParameter")) return withoutUser;
  return withoutUser.replace(/([?&;][^=&;#]*=)([^&;#]*)|#[^]*$/g, (_, name?: string, value?: string) =>
    name === undefined ? "" : `${name}masked:${value!.length}`,
  );
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

const HARMLESS: ReadonlySet<string> = new Set(
  "accept accept-encoding connection content-encoding content-length content-type date host user-agent".split(" "),
);
const CREDENTIALS: ReadonlySet<string> = new Set(
  "authorization cookie proxy-authorization set-cookie x-api-key x-auth-token".split(" "),
);
