// Picks the headers that a scheme names out of whatever a runtime hands out, and packs them for the core.
//
// Only primitive strings are read. What is there but is no string becomes a value that no grammar has, so that it is
// refused and not taken for absent.

/** Headers as a runtime hands them out: `Headers`, `IncomingMessage.headers` or `rawHeaders`, a record, or pairs. */
export type HeadersInput =
  | HeadersLike
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [name: string, value: string]>
  | readonly string[];

/** The part of a Fetch API `Headers` that is used. */
export interface HeadersLike {
  get(name: string): string | null;
}

/** Finds the headers of one scheme. */
export class HeaderReader {
  readonly #names: readonly string[];
  readonly #indexes: ReadonlyMap<string, number>;
  /** Whether a name of this length is looked for: most headers are passed over by their length alone. */
  readonly #lengths: boolean[] = [];

  /** `names` are in lower case; the core knows each by its index. */
  constructor(names: readonly string[]) {
    this.#names = names;
    this.#indexes = new Map(names.map((name, index) => [name, index]));
    for (const name of names) this.#lengths[name.length] = true;
  }

  /** A line for each pair: a character that stands for the name, then the value. */
  pack(headers: unknown): string {
    if (typeof headers !== "object" || headers === null) return "";
    // A Map can be asked by name, too, but finds one spelling of it only.
    if (isIterable(headers) && !isFetched(headers)) return this.#packPairs(headers);
    return isHeadersLike(headers) ? this.#packHeaders(headers) : this.#packRecord(headers as Record<string, unknown>);
  }

  #packRecord(headers: Record<string, unknown>): string {
    let packed = "";
    for (const name of Object.keys(headers)) {
      const index = this.#find(name);
      if (index !== undefined) packed += lines(index, headers[name]);
    }
    return packed;
  }

  #packHeaders(headers: HeadersLike): string {
    let packed = "";
    for (let index = 0; index < this.#names.length; index++) packed += lines(index, headers.get(this.#names[index]!));
    return packed;
  }

  #packPairs(pairs: Iterable<unknown>): string {
    let packed = "";
    visitPairs(pairs, (name, value) => {
      const index = typeof name === "string" ? this.#find(name) : undefined;
      if (index !== undefined) packed += lines(index, value);
    });
    return packed;
  }

  #find(name: string): number | undefined {
    if (this.#lengths[name.length] !== true) return undefined;
    return this.#indexes.get(name) ?? this.#indexes.get(asciiLowerCase(name));
  }
}

/** Calls `visit` with each pair; Node's `rawHeaders` has names and values in turn. */
export function visitPairs(pairs: Iterable<unknown>, visit: (name: unknown, value: unknown) => void): void {
  let rawName: string | undefined;
  for (const item of pairs) {
    if (Array.isArray(item)) {
      visit(item[0], item[1]);
    } else if (rawName === undefined) {
      rawName = typeof item === "string" ? item : "";
    } else {
      visit(rawName, item);
      rawName = undefined;
    }
  }
}

/** The values of one header. What is there but is no string becomes a value that no grammar has. */
export function valuesOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((item) => (typeof item === "string" ? item : UNREADABLE));
}

export function isIterable(value: object): value is Iterable<unknown> {
  return typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === "function";
}

function isFetched(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Headers]";
}

export function isHeadersLike(value: object): value is HeadersLike {
  return typeof (value as Partial<HeadersLike>).get === "function";
}

function lines(index: number, value: unknown): string {
  if (typeof value === "string") return line(index, value);
  let packed = "";
  for (const text of valuesOf(value)) packed += line(index, text);
  return packed;
}

// A line feed ends a line here; no grammar has it, nor the carriage return that takes its place.
function line(index: number, value: string): string {
  return MARKS[index] + (value.includes("\n") ? value.replaceAll("\n", "\r") : value);
}

// `toLowerCase` would make an ASCII letter of the Kelvin sign.
function asciiLowerCase(text: string): string {
  return UPPER_CASE.test(text) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
}

const UPPER_CASE = /[A-Z]/;
const UNREADABLE = "\u00ff";
const MARKS: readonly string[] = Array.from({ length: 128 }, (_, index) => `\n${String.fromCharCode(65 + index)}`);
