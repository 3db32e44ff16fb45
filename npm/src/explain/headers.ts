// Reads every header of a request, for the cause may lie in one that the scheme does not name.

import { isHeadersLike, isIterable, valuesOf, visitPairs } from "../headers.js";

/** Names and values in turn. Headers that can only be asked by name are asked for `names`. */
export function readHeaders(headers: unknown, names: readonly string[]): string[] {
  const flat: string[] = [];
  const add = (name: unknown, value: unknown): void => {
    if (typeof name === "string") for (const text of valuesOf(value)) flat.push(name, text);
  };
  if (typeof headers !== "object" || headers === null) return flat;
  if (isIterable(headers)) visitPairs(headers, add);
  else if (isHeadersLike(headers)) for (const name of new Set([...names, ...USUAL])) add(name, headers.get(name));
  else for (const [name, value] of Object.entries(headers)) add(name, value);
  return flat;
}

/** What any request may have and a cause may be read from. */
const USUAL: readonly string[] = ["content-encoding", "content-length", "content-type", "date"];
