// Reads every field of a form that a framework has parsed.

import { isFormLike, readFields, valuesOf, type Unreadable } from "../body.js";
import { isIterable } from "../headers.js";

/**
 * Names in turn with a kind and a text: `t` for a text, `f` for anything else.
 *
 * @param names the fields that the scheme names; none if its body is no form
 */
export function readForm(body: unknown, names: readonly string[]): string[] | Unreadable {
  const named = names.length === 0 ? "not raw" : readFields(body, names);
  if (typeof named === "string") return named;
  const flat: string[] = [];
  for (const [name, value] of pairs(body as object, names)) {
    if (typeof name === "string") flat.push(name, typeof value === "string" ? `t${value}` : "f");
  }
  return flat;
}

/** A form that can only be asked by name is asked for `names`. */
function pairs(form: object, names: readonly string[]): Iterable<readonly [unknown, unknown]> {
  if (isIterable(form)) return form as Iterable<readonly [unknown, unknown]>;
  const known = isFormLike(form) ? names : Object.keys(form);
  const each = (name: string): [string, unknown][] =>
    valuesOf(form as Record<string, unknown>, name).map((value) => [name, value]);
  return known.flatMap(each);
}
