// Spoils one thing of a request, so that it says something else than what was signed.

/** The body with the payload changed, as bytes or as a value of an urlencoded form. */
export function changeBody(body: Uint8Array, payload: Buffer): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(body);
  const spoilt = changeMeaning(payload);
  const at = bytes.indexOf(payload);
  if (at >= 0) {
    return new Uint8Array(Buffer.concat([bytes.subarray(0, at), spoilt, bytes.subarray(at + payload.length)]));
  }
  const form = new URLSearchParams(bytes.toString("latin1"));
  for (const [name, value] of [...form]) {
    if (value === payload.toString("utf8")) form.set(name, spoilt.toString("utf8"));
  }
  return new Uint8Array(Buffer.from(form.toString(), "latin1"));
}

/** The headers with another text in the first one that has this text; null if none has. */
export function changeHeader(
  headers: Readonly<Record<string, string>>,
  from: string,
  to: string,
): Record<string, string> | null {
  const name = Object.keys(headers).find((name) => headers[name]!.includes(from));
  return name === undefined ? null : { ...headers, [name]: headers[name]!.replace(from, to) };
}

/**
 * Another letter or digit, the last one that leaves JSON valid: a blank more would mean the same, so a receiver that
 * verifies what it has parsed and written again would be right to take it.
 */
function changeMeaning(payload: Buffer): Buffer {
  const changes = lastOnes(payload).map((at) => withOther(payload, at));
  const before = parse(payload);
  const changed = changes.find((bytes) => ![undefined, before].includes(parse(bytes))) ?? changes[0];
  return changed ?? Buffer.concat([payload, Buffer.from("0")]);
}

/** Where the last letters and digits are. */
function lastOnes(payload: Buffer): number[] {
  const found: number[] = [];
  for (let at = payload.length - 1; at >= 0 && found.length < TRIED; at--) {
    if (/[0-9A-Za-z]/.test(String.fromCharCode(payload[at]!))) found.push(at);
  }
  return found;
}

/** The next letter or digit there; of the last ones the one before. */
function withOther(payload: Buffer, at: number): Buffer {
  const bytes = Buffer.from(payload);
  bytes[at]! += /[9Zz]/.test(String.fromCharCode(bytes[at]!)) ? -1 : 1;
  return bytes;
}

/** What it means, in one writing; undefined if it is no JSON. */
function parse(bytes: Buffer): string | undefined {
  try {
    return JSON.stringify(JSON.parse(bytes.toString("utf8")));
  } catch {
    return undefined;
  }
}

/** Each costs a parse: words such as `false}` at the end are few letters. */
const TRIED = 32;
