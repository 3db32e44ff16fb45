// Text to bytes and back: globals that every runtime has but the language's own type library does not describe.
//
// The build gives the two classes to the generated glue as well.

interface Decoder {
  decode(bytes: Uint8Array): string;
}

interface Encoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

interface Classes {
  readonly TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoder;
  readonly TextEncoder: new () => Encoder;
}

declare const globalThis: Classes & {
  readonly process?: { getBuiltinModule?(name: "node:util"): Classes };
};

// Jest's jsdom has neither class. Bundlers do not follow this way to Node's own.
const lacks = globalThis.TextDecoder === undefined;
const classes = (lacks ? globalThis.process?.getBuiltinModule?.("node:util") : undefined) ?? globalThis;

export const TextDecoder: Classes["TextDecoder"] = classes.TextDecoder;
export const TextEncoder: Classes["TextEncoder"] = classes.TextEncoder;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Makes text of bytes that must be UTF-8, and keeps a byte order mark. */
export function decodeStrictly(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Makes UTF-8 of well-formed text. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}
