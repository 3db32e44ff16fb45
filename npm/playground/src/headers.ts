// Reads headers as people paste them: a line each, or as JSON.

export type Headers = readonly (readonly [name: string, value: string])[];

/** The headers of a text, or a sentence that says which line is none. */
export function readHeaders(text: string): Headers | string {
  const json = readJson(text);
  if (json !== null) return json;
  const found: [string, string][] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === "") continue;
    const match = /^([!#$%&'*+.^_`|~\w-]+)[ \t]*:(.*)$/.exec(line);
    if (match === null) return `line ${index + 1} is no header: write \`Name: value\``;
    found.push([match[1]!, withoutBlanks(match[2]!)]);
  }
  return found;
}

/** A line for each header. */
export function writeHeaders(headers: Headers): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}

/** Counted, not matched: a pattern for blanks at the end would try each run of blanks within. */
function withoutBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text[start]!)) start += 1;
  while (start < end && isBlank(text[end - 1]!)) end -= 1;
  return text.slice(start, end);
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t";
}

/** An object, with lists for what came several times, or a list of pairs; null if the text is no JSON. */
function readJson(text: string): Headers | string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "the headers begin like JSON, but are none";
  }
  const pairs: unknown[] = Array.isArray(value) ? value : Object.entries(value as object);
  const found: [string, string][] = [];
  for (const pair of pairs) {
    const [name, values] = Array.isArray(pair) ? (pair as unknown[]) : [];
    for (const one of Array.isArray(values) ? (values as unknown[]) : [values]) {
      if (typeof name !== "string" || typeof one !== "string") return "each header must be a name and a text";
      found.push([name, one]);
    }
  }
  return found;
}
