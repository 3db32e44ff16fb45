// What the library calls its options, in the words of the command line.

/** The message with the command line's own words. What a scheme's file says has the names of its members. */
export function inOwnWords(code: string, message: string): string {
  if (code === "invalid_scheme") return message;
  return message.replace(/`(\w+)`/g, (quoted, name: string) => (Object.hasOwn(WORDS, name) ? WORDS[name]! : quoted));
}

const WORDS: Readonly<Record<string, string>> = {
  algorithm: "--algorithm",
  algorithms: "--algorithm",
  allowAnyTimestamp: "--allow-any-timestamp",
  allowUnauthenticated: "--allow-unauthenticated",
  form: "--form",
  header: "--header-name",
  id: "--id",
  method: "--method",
  name: "--name",
  now: "--now",
  remoteAddress: "--remote-address",
  senders: "--sender",
  timestamp: "--timestamp",
  tolerance: "--tolerance",
  url: "--url",
  urlParameter: "--url-parameter",
  variant: "--variant",
};
