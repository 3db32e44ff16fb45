// `hookseal sign`: the request that the provider would post.

import type { Command } from "commander";
import type { SignOptions } from "../index.js";
import { command, GROUPS, oneOf, whole } from "./command.js";
import { curlCommand } from "./curl-command.js";
import { addEndpoint, webhookOf } from "./endpoint.js";
import { UsageError } from "./failure.js";
import { readInput } from "./input.js";
import { line, print, remark } from "./output.js";
import { parseUrl } from "./post.js";
import { masked } from "./token.js";

/** The command. */
export function signCommand(): Command {
  const sign = command("sign", "Sign a body as the provider would, and print the request", EXAMPLES);
  const readEndpoint = addEndpoint(sign);
  return sign
    .optionsGroup(GROUPS.request)
    .option("--data <file>", "the body; of a form the value of its signed field; `-` or nothing: standard input")
    .option("--id <id>", "the delivery id, where the provider sends one")
    .addOption(whole("--timestamp <seconds>", "the time in Unix seconds; default: the clock"))
    .option("--variant <name>", "the variant, where the provider has several")
    .addOption(oneOf("--form <encoding>", "how a form is written", ["multipart", "urlencoded"]))
    .option("--url <url>", `where to post it; default: ${DEFAULT_URL}`)
    .optionsGroup(GROUPS.output)
    .addOption(oneOf("--format <format>", "how it is printed; default: curl", FORMATS))
    .option("--json", "the same as --format json")
    .option("--show-token", "print static tokens, and secrets in the URL, which are masked otherwise")
    .action(async (given: Given) => {
      const { provider, options, token } = await readEndpoint();
      const { algorithms, ...others } = options;
      if ((algorithms?.length ?? 0) > 1) throw new UsageError("--algorithm names the one to sign with: give it once");
      const { id, timestamp, variant, form, url } = given;
      const wanted: SignOptions = { id, timestamp, variant, form, url, algorithm: algorithms?.[0] };
      const format = given.json ? "json" : (given.format ?? "curl");
      const target = readUrl(url ?? DEFAULT_URL);
      if (format === "http" && /[^\0-\x7f]/.test(url ?? "")) {
        throw new UsageError("--url of an HTTP request is ASCII: percent-encode the rest");
      }
      const webhook = webhookOf({ provider, options: others, token });
      const signed = webhook.sign(await readInput(given.data, "--data"), wanted);
      const carrier = { headers: Object.entries(signed.headers), url: signed.url };
      const shown = given.showToken ? carrier : masked(carrier, token);
      if (JSON.stringify(shown) !== JSON.stringify(carrier)) remark("a secret is masked: --show-token prints it");
      print(WRITERS[format](shown.url, shown.headers, signed.body, target));
    });
}

function readUrl(text: string): URL {
  const url = parseUrl(text);
  // The parser would drop control characters, and the text be printed with them.
  if (url === null || /[\0-\x20\x7f]/.test(text)) {
    throw new UsageError("--url takes a whole URL, from http:// or https:// on");
  }
  return url;
}

type Pairs = readonly (readonly [string, string])[];
type Writer = (url: string | null, headers: Pairs, body: Uint8Array, target: URL) => string | Uint8Array;

const WRITERS: Readonly<Record<"curl" | "headers" | "http" | "json", Writer>> = {
  curl: (url, headers, body) => curlCommand(url ?? DEFAULT_URL, headers, body),
  headers: (_, headers) => headers.map(([name, value]) => `${name}: ${value}\n`).join(""),
  http(url, headers, body, { host }) {
    // As it was given: a parser would write a masked token in another way, and a masked host leaves nothing else.
    const path = (url ?? DEFAULT_URL).replace(/^(?:[a-z]+:\/\/|masked:)[^/?#]*([^#]*).*$/is, "$1");
    const lines = [
      `POST ${path.startsWith("/") ? path : `/${path}`} HTTP/1.1`,
      `host: ${/^masked:\d+/.exec(url ?? "")?.[0] ?? host}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
      `content-length: ${body.length}`,
    ];
    return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), body]);
  },
  json: (url, headers, body) => line({ url, headers, body: Buffer.from(body).toString("base64") }),
};

interface Given {
  readonly data?: string;
  readonly id?: string;
  readonly timestamp?: number;
  readonly variant?: string;
  readonly form?: "multipart" | "urlencoded";
  readonly url?: string;
  readonly format?: keyof typeof WRITERS;
  readonly json?: true;
  readonly showToken?: true;
}

const FORMATS = ["curl", "headers", "http", "json"] as const;
const DEFAULT_URL = "http://127.0.0.1:3000/";

const EXAMPLES = [
  [
    "A curl command that posts a signed delivery",
    'echo \'{"event":"job.completed"}\' |\n      hookseal sign -p transcodely --secret-env SECRET --id dlv_1',
  ],
  [
    "The raw request, for another program",
    "hookseal sign -p transloadit --secret-env SECRET --data status.json \\\n" +
      "      --format http > request.http",
  ],
] as const;
