// What of a request may stand in a link: what is known to be harmless, or what a signature needs to be verified.

import type { Headers } from "./headers.js";
import type { SecretSearch } from "./secret-search.js";

/** What may be shared, and the values that may not, of which one could stand elsewhere as well. */
export interface Shareable<T> {
  readonly kept: T;
  readonly dropped: readonly string[];
}

/** The names, and the values of harmless headers and of those that the signature needs; of others the length. */
export function shareableHeaders(
  headers: Headers,
  signatureHeaders: ReadonlySet<string> | null,
  search: SecretSearch,
): Shareable<Headers> & { readonly names: readonly string[] } {
  const kept: [string, string][] = [];
  const dropped: string[] = [];
  const names: string[] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const isKnown = HARMLESS.has(lower) || signatureHeaders?.has(lower) === true;
    const isPlain = value.length <= LONGEST && !/[\r\n]/.test(value) && !search.finds(value);
    // A token may have been pasted at the wrong place.
    const isName = NAME.test(name) && !search.finds(name);
    if (isName) kept.push([name, isKnown && isPlain ? value : mask(value)]);
    if (isName && kept.at(-1)![1] === value) continue;
    dropped.push(value);
    names.push(isName ? `\`${name}\`` : "a header whose name is none");
  }
  return { kept, dropped, names };
}

/** The host, the first word of the path, and parameters by name if that is a word; of what they hold the length. */
export function shareableUrl(url: string, tokenParameter: string | undefined): Shareable<string> {
  const [, scheme = "", authority, path, query, fragment] = URL_PARTS.exec(url)!;
  const dropped: string[] = [];
  const drop = (text: string | undefined, instead = "") => {
    if (text === undefined || text === "") return "";
    if (!MASKED.test(text)) dropped.push(decoded(text));
    return instead;
  };
  const user = authority?.lastIndexOf("@") ?? -1;
  const host = authority === undefined ? "" : `${scheme}//${authority.slice(user + 1)}`;
  if (user >= 0) drop(authority!.slice(0, user));
  const [, slash, first = "", rest] = /^(\/?)([^/]*)(.*)$/s.exec(path!)!;
  const word = WORD.test(first) ? first : drop(first, mask(first));
  const behind = rest === "/" ? rest : drop(rest?.slice(1), `/${mask(rest!.slice(1))}`);
  const parameters = (query ?? "").split("&").flatMap((pair) => {
    const [, name, value] = /^([^=]*)=(.+)$/s.exec(pair) ?? [];
    const known = name !== undefined && (WORD.test(name) || decoded(name) === tokenParameter);
    if (known) return [`${name}=${MASKED.test(value!) ? value! : drop(value, mask(decoded(value!)))}`];
    drop(pair);
    return [];
  });
  drop(fragment);
  return { kept: `${host}${slash}${word}${behind}${parameters.length > 0 ? "?" : ""}${parameters.join("&")}`, dropped };
}

function mask(value: string): string {
  return MASKED.test(value) ? value : `masked:${value.length}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

const HARMLESS: ReadonlySet<string> = new Set([
  ..."accept accept-encoding connection content-encoding content-length content-type date host".split(" "),
  ..."transfer-encoding user-agent".split(" "),
]);
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const MASKED = /^masked:\d+$/;
/** Longer values are refused by the core in any case. */
const LONGEST = 8192;
/** Short, lower case and without digits: nobody's token. */
const WORD = /^(?=.{1,20}$)[a-z]+(?:[-_][a-z]+)*$/;
const URL_PARTS = /^(?:([a-z][a-z\d+.-]*:)?\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/i;
