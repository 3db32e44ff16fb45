// The receivers that the page offers: code of the README and docs/receivers.md, and the same for another provider.

/** A receiver as a page of the documentation shows it, put in by the build. */
export interface Receiver {
  readonly framework: string;
  readonly language: string;
  readonly provider: string;
  readonly source: string;
  /** Whether it is a program that needs nothing around it. */
  readonly whole: boolean;
  readonly code: string;
}

/** The frameworks there are receivers for. */
export function frameworks(receivers: readonly Receiver[]): string[] {
  return [...new Set(receivers.map(({ framework }) => framework))];
}

/** The receiver of a provider in a framework: its own if there is one, else that of another provider, adapted. */
export function receiverFor(
  receivers: readonly Receiver[],
  framework: string,
  provider: string,
  options: Readonly<Record<string, unknown>>,
): { readonly receiver: Receiver; readonly code: string; readonly adapted: boolean } | null {
  const all = receivers.filter((receiver) => receiver.framework === framework);
  const own = all.find(
    (receiver) => receiver.provider === provider && (receiver.whole ? isNamed(options) : isPlain(options)),
  );
  if (own !== undefined) {
    const code = Object.entries(NAMES).reduce(
      (text, [option, name]) =>
        options[option] ? text.replaceAll(`"${name}"`, JSON.stringify(options[option])) : text,
      own.code,
    );
    return { receiver: own, code, adapted: code !== own.code };
  }
  // A short one, which has nothing in it that is a provider's own.
  const other = all.find(({ whole }) => !whole) ?? null;
  if (other === null) return null;
  const code = other.language === "rust" ? inRust(other, provider, options) : inScript(other, provider, options);
  return code === null ? null : { receiver: other, code, adapted: true };
}

function inScript(
  { code, language, provider: from }: Receiver,
  to: string,
  options: Readonly<Record<string, unknown>>,
): string {
  const isPython = language === "python";
  const renamed = code
    .replaceAll(variable(from), variable(to))
    .replaceAll(`"${from}"`, `"${to}"`)
    .replaceAll(`"/${from}"`, `"/${to}"`)
    // In Python functions are called after the provider.
    .replaceAll(new RegExp(`\\b${from}\\b(?!")`, "g"), isPython ? to.replaceAll("-", "_") : to)
    .replaceAll(new RegExp(`\\b${pascal(from)}\\b`, "g"), pascal(to));
  if (isPlain(options)) return renamed;
  if (isPython) {
    const keywords = Object.entries(options).map(([name, value]) => `, ${snake(name)}=${literal(value, true)}`);
    return renamed.replace(/(\bwebhook\("[\w-]+", [^,)]+)/, (call) => call + keywords.join(""));
  }
  const members = Object.entries(options).map(([name, value]) => `${name}: ${literal(value, false)}`);
  return renamed.replace(/(\b[wW]ebhook\("[\w-]+", )([\w.]+)/, (_, call: string, secret: string) => {
    const member = secret === "secret" ? secret : `secret: ${secret}`;
    return `${call}{ ${[...members, member].join(", ")} }`;
  });
}

/** Only where no option is needed: the builder is another program. */
function inRust(
  { code, provider: from }: Receiver,
  to: string,
  options: Readonly<Record<string, unknown>>,
): string | null {
  if (!isPlain(options)) return null;
  const constant = (name: string) => name.toUpperCase().replaceAll("-", "_");
  return code.replaceAll(constant(from), constant(to)).replaceAll(from, to);
}

/** Whether a program that names a place of a token says all of it. */
function isNamed(options: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(options).every((name) => Object.hasOwn(NAMES, name));
}

function isPlain(options: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(options).length === 0;
}

function literal(value: unknown, isPython: boolean): string {
  if (typeof value === "boolean" && isPython) return value ? "True" : "False";
  return Array.isArray(value) ? `[${value.map((item) => JSON.stringify(item)).join(", ")}]` : JSON.stringify(value);
}

function variable(provider: string): string {
  return `${provider.toUpperCase().replaceAll("-", "_")}_SECRET`;
}

function pascal(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What the documentation calls that which a receiver has to name. */
export const NAMES: Readonly<Record<string, string>> = { header: "X-My-Webhook-Secret", urlParameter: "token" };
