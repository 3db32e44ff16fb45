// What a text may stand for: percent-encoded, base64, or both, several times over.

/** The text and all that it can be decoded to, one character a byte. */
export function decodings(text: string): string[] {
  const found = new Set([text, plain(text)]);
  let last = [...found];
  for (let depth = 0; depth < DEPTH && last.length > 0; depth++) {
    last = last.flatMap((each) => DECODERS.map((decode) => decode(each))).filter((each) => !found.has(each));
    last.forEach((each) => found.add(each));
  }
  return [...found];
}

/** The bytes of a text in UTF-8, one character each. */
export function plain(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function percent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Every run of its letters that is long enough. What stands before it may be letters as well, as in a path. */
function base64(skipped: number): (text: string) => string {
  return (text) => text.replace(RUN, (run) => Buffer.from(run.slice(skipped), "base64").toString("latin1"));
}

const RUN = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
const DECODERS: readonly ((text: string) => string)[] = [
  percent,
  (text) => percent(text.replaceAll("+", " ")),
  ...[0, 1, 2, 3].map(base64),
];
/** A form makes one, a proxy that encodes it once more two, credentials in base64 three. */
const DEPTH = 3;
