// The few globals that every runtime has but the language's own type library does not describe.

interface Decoder {
  decode(bytes: Uint8Array): string;
}

interface Encoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare const globalThis: {
  TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoder;
  TextEncoder: new () => Encoder;
};

/** Makes text of bytes that must be UTF-8, and keeps a byte order mark. */
export function decodeStrictly(bytes: Uint8Array): string {
  return new globalThis.TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Makes UTF-8 of well-formed text. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return new globalThis.TextEncoder().encode(text);
}
