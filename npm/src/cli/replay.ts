// `hookseal replay`: sends a saved delivery again, as it was or freshly signed.

import type { Command } from "commander";
import { providers, WebhookVerificationError, type CustomScheme } from "../index.js";
import { command, GROUPS, whole } from "./command.js";
import { addEndpoint, webhookOf, type Endpoint } from "./endpoint.js";
import { ReadError, REFUSED, UsageError } from "./failure.js";
import { parseRequest } from "./formats/parse.js";
import { readBytes } from "./input.js";
import { line, paint, print, remark } from "./output.js";
import { post, readTarget } from "./post.js";
import type { ReadRequest } from "./request.js";
import { hasMasked, withoutMasked, type TokenPlace } from "./token.js";
import { samplesOf } from "./send/samples.js";

/** The command. */
export function replayCommand(): Command {
  const replay = command("replay", "Send a saved delivery again: as it was, or freshly signed", EXAMPLES);
  replay.argument("<file>", "what `listen --save` has kept, a saved HTTP request, a curl command or a HAR file");
  replay.argument(
    "[url]",
    "where to; one without a path takes that of the delivery. Default: where it was received, on this machine",
  );
  const readEndpoint = addEndpoint(replay);
  return replay
    .optionsGroup(GROUPS.request)
    .option("--sign", "sign it anew, now, with the same id")
    .option("--variant <name>", "the variant to sign it by, where the provider has several")
    .addOption(whole("--entry <number>", "which request of a HAR file, counted from 1", 1))
    .addOption(whole("--timeout <seconds>", "how long to wait for an answer; default: 30", 1))
    .optionsGroup(GROUPS.output)
    .option("--json", "print one line of JSON")
    .action(async (path: string, address: string | undefined, given: Given) => {
      const saved = parseRequest(await readBytes(path, "<file>"), path, given.entry);
      const { url, target } = targetOf(saved, address);
      const request = given.sign
        ? await signAgain(saved, await readEndpoint(), url, target, given.variant)
        : asItWas(saved, target);
      const timeout = (given.timeout ?? TIMEOUT) * 1000;
      const { status, failure, milliseconds } = await post(url, request.headers, request.body, {
        method: saved.method ?? "POST",
        target: request.target,
        timeout,
      });
      if (status === null) throw new ReadError(`${url.host} has not answered: ${failure}`);
      const good = status >= 200 && status < 300;
      if (!good) process.exitCode = REFUSED;
      const colored = paint(given.color);
      print(
        given.json
          ? line({ status, milliseconds })
          : `${colored(good ? "good" : "bad", `${status}`)}  ${milliseconds} ms\n`,
      );
    });
}

type Pairs = readonly (readonly [string, string])[];

/** What is posted. */
interface Request {
  readonly headers: Pairs;
  readonly body: Uint8Array;
  readonly target: string;
}

function targetOf({ url, headers }: ReadRequest, address: string | undefined): { url: URL; target: string } {
  const saved = (url ?? "/").replace(/^https?:\/\/[^/?#]*/i, "").replace(/#.*$/s, "");
  const target = readTarget(address ?? receivedAt(headers));
  const own = target.pathname !== "/" || target.search !== "";
  return { url: target, target: own ? target.pathname + target.search : saved.replace(/^(?!\/)/, "/") };
}

/** Only if that was this machine: nothing goes to another one that the words do not name. */
function receivedAt(headers: ReadRequest["headers"]): string {
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1] ?? "";
  if (/^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?$/.test(host)) return `http://${host}/`;
  throw new UsageError("it was not received on this machine: give the URL to send it to");
}

function asItWas({ headers, body }: ReadRequest, target: string): Request {
  if (hasMasked({ headers, url: target })) {
    throw new UsageError(
      "its token was masked when it was saved: add --sign with the secret, or save with --save-tokens",
    );
  }
  return { headers, body, target };
}

/** The same payload and id, with a timestamp and a signature of now. */
async function signAgain(
  saved: ReadRequest,
  endpoint: Endpoint,
  url: URL,
  target: string,
  variant: string | undefined,
): Promise<Request> {
  const { algorithms, ...others } = endpoint.options;
  const webhook = webhookOf({ ...endpoint, options: others });
  const payload = await payloadOf(saved, endpoint);
  const known = shownOf(saved, target, endpoint.token);
  const given = {
    id: idOf(saved, endpoint.provider),
    variant: variant ?? variantOf(saved, endpoint.provider),
    algorithm: algorithms?.[0],
    url: url.origin + known.url,
  };
  const signed = webhook.sign(payload, given);
  const made = new Set(Object.keys(signed.headers));
  const headers = [
    ...known.headers.filter(([name]) => !made.has(name.toLowerCase())),
    ...Object.entries(signed.headers),
  ];
  const own = signed.url === null ? known.url : signed.url.slice(url.origin.length);
  return { headers, body: signed.body, target: own };
}

/** The headers and the target without what was masked when the request was saved. */
function shownOf({ headers }: ReadRequest, target: string, token: TokenPlace): { headers: Pairs; url: string } {
  const all = { headers, url: target };
  const { left, names } = withoutMasked(all);
  if (hasMasked(left)) {
    throw new UsageError("a secret in its path was masked when it was saved: give the whole URL, or use --save-tokens");
  }
  // The token itself comes back with the signing.
  const lost = names.filter((name) => name.toLowerCase() !== token.header && name !== token.parameter);
  if (lost.length > 0) {
    remark(`warning: ${lost.length} of its values were masked when it was saved and are left out: use --save-tokens`);
  }
  return left;
}

/** What was signed: the body, or a field of the form that it is. */
async function payloadOf({ body, headers, url }: ReadRequest, endpoint: Endpoint): Promise<Uint8Array> {
  const field = fieldOf(endpoint.provider);
  if (field === undefined) return body;
  try {
    // Byte for byte, if it verifies.
    return webhookOf(endpoint).verify(body, headers, { url: url ?? undefined }).body;
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
  }
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  const value = form?.get(field);
  if (typeof value !== "string") throw new UsageError(`the saved delivery has no form field ${field}`);
  return Buffer.from(value, "utf8");
}

function fieldOf(provider: string | CustomScheme): string | undefined {
  return typeof provider === "object" ? provider.body?.field : samplesOf(provider)?.field;
}

function idOf({ headers }: ReadRequest, provider: string | CustomScheme): string | undefined {
  const names = typeof provider === "object" ? [provider.id?.header?.toLowerCase()] : idHeaders(provider);
  return headers.find(([name]) => names.includes(name.toLowerCase()))?.[1];
}

function idHeaders(provider: string): readonly (string | undefined)[] {
  return Object.hasOwn(providers, provider) ? providers[provider as keyof typeof providers].idHeaders : [];
}

/** The one whose header the delivery has: a variant is named as its signature's header, or as what it begins with. */
function variantOf({ headers }: ReadRequest, provider: string | CustomScheme): string | undefined {
  if (typeof provider !== "string" || !Object.hasOwn(providers, provider)) return undefined;
  const names = headers.map(([name]) => name.toLowerCase());
  const { variants } = providers[provider as keyof typeof providers];
  return variants.find(({ name }) => names.includes(name) || names.includes(`${name}-signature`))?.name;
}

interface Given {
  readonly sign?: true;
  readonly variant?: string;
  readonly entry?: number;
  readonly timeout?: number;
  readonly json?: true;
  readonly color: boolean;
}

/** Seconds. */
const TIMEOUT = 30;

const EXAMPLES = [
  [
    "As it was: an old timestamp will be refused",
    "hookseal replay deliveries/2026-11-26T10-00-00-000Z-0001.json \\\n" + "      http://127.0.0.1:3000",
  ],
  [
    "Freshly signed, as a retry of the provider would be",
    "hookseal replay delivery.json http://127.0.0.1:3000/hook --sign \\\n" +
      "      -p transcodely --secret-env SECRET",
  ],
] as const;
