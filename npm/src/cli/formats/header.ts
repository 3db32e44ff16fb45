// A header as it stands on a line.

/** The name and the value of `Name: value`, without the blanks around the value; null for a line that is none. */
export function splitHeader(line: string): [string, string] | null {
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(colon, 0));
  return TOKEN.test(name) ? [name, withoutBlanks(line.slice(colon + 1))] : null;
}

/** A pattern for the blanks at the end would try each blank within, and all behind it. */
function withoutBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text[start]!)) start++;
  while (start < end && isBlank(text[end - 1]!)) end--;
  return text.slice(start, end);
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t";
}

/** RFC 9110 section 5.6.2. */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
