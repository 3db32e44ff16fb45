// Writes a request as a curl command that keeps every byte of it.

/** The command, for a POSIX shell. */
export function curlCommand(url: string, headers: readonly (readonly [string, string])[], body: Uint8Array): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const plain = isPlain(bytes);
  const lines = [
    `${plain ? "" : `printf '${forPrintf(bytes)}' | `}curl ${/[[\]{}]/.test(url) ? "--globoff " : ""}${quote(url)}`,
    // curl would leave out a header that has no value.
    ...headers.map(([name, value]) => `--header ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`),
    `--data-binary ${plain ? quote(bytes.toString("latin1")) : "@-"}`,
  ];
  return `${lines.join(" \\\n  ")}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Whether the body can stand in the command: no shell, terminal or curl would take it for anything else. */
function isPlain(bytes: Buffer): boolean {
  return (
    bytes.length <= LONGEST && bytes[0] !== AT && bytes.every((byte) => byte === LF || (byte >= 0x20 && byte < 0x7f))
  );
}

function forPrintf(bytes: Buffer): string {
  const escaped = bytes.toString("latin1").replace(/[^ -$&(-[\]-~]/g, escape);
  // Else it would be an option.
  return escaped.replace(/^-/, "\\055");
}

function escape(character: string): string {
  return NAMED[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

const NAMED: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "%": "%%", "\\": "\\\\" };
/** Bytes: longer ones would be unwieldy, and far longer ones no argument at all. */
const LONGEST = 16384;
const AT = 64;
const LF = 10;
