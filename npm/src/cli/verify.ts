// `hookseal verify`: what a request proves, or why it is refused.

import type { Command } from "commander";
import { WebhookVerificationError, type Delivery } from "../index.js";
import { command, GROUPS, whole } from "./command.js";
import { addEndpoint, webhookOf } from "./endpoint.js";
import { REFUSED } from "./failure.js";
import { writeBytes } from "./input.js";
import { line, paint, print, see, type Paint } from "./output.js";
import { addRequest } from "./request.js";

/** The command. */
export function verifyCommand(): Command {
  const verify = command("verify", "Verify a request: say what it proves, or why it is refused", EXAMPLES);
  const readEndpoint = addEndpoint(verify);
  const readRequest = addRequest(verify);
  return verify
    .optionsGroup(GROUPS.seldom)
    .addOption(whole("--now <seconds>", "the time in Unix seconds; default: the clock"))
    .optionsGroup(GROUPS.output)
    .option("--output <file>", "write the authenticated bytes; `-`: to standard output, the rest to standard error")
    .option("--json", "print one line of JSON")
    .action(async ({ now, output, json, color }: Given) => {
      const endpoint = await readEndpoint();
      const webhook = webhookOf(endpoint);
      const { body, headers, method, url, remoteAddress } = await readRequest(endpoint.token);
      const options = {
        now,
        method: method ?? undefined,
        url: url ?? undefined,
        remoteAddress: remoteAddress ?? undefined,
      };
      let delivery: Delivery;
      try {
        delivery = webhook.verify(body, headers, options);
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        process.exitCode = REFUSED;
        return print(json ? refusedJson(error) : refusedText(error, paint(color)));
      }
      const text = json ? verifiedJson(delivery) : verifiedText(delivery, paint(color));
      if (output === "-") process.stderr.write(text);
      else print(text);
      if (output !== undefined) await write(output, delivery.body);
    });
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  if (path === "-") print(bytes);
  else await writeBytes(path, "--output", bytes);
}

function verifiedText(delivery: Delivery, colored: Paint): string {
  const { id, timestamp, secretIndex, body } = delivery;
  const facts: readonly (readonly [string, string | null])[] = [
    ["provider", delivery.provider],
    ["variant", delivery.variant],
    ["authentication", delivery.authentication],
    ["id", id === null ? null : `${id} (${delivery.idSigned ? "signed" : "not signed"})`],
    ["timestamp", timestamp === null ? null : `${timestamp} (${isoTime(timestamp)})`],
    ["algorithm", delivery.algorithm],
    ["secret", secretIndex === null ? null : `${secretIndex + 1}`],
    ["dedupe key", delivery.dedupeKey],
    ["body", body.length === 1 ? "1 byte" : `${body.length} bytes`],
  ];
  const lines = facts.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(WIDTH)}${value}\n`]));
  return `${colored("good", "verified")}\n${lines.join("")}`;
}

function verifiedJson(delivery: Delivery): string {
  const { provider, variant, authentication, id, idSigned, timestamp, algorithm, secretIndex, dedupeKey } = delivery;
  const body = Buffer.from(delivery.body).toString("base64");
  const facts = { provider, variant, authentication, id, idSigned, timestamp, algorithm, secretIndex, dedupeKey, body };
  return line({ verified: true, ...facts });
}

function refusedText({ code, message }: WebhookVerificationError, colored: Paint): string {
  return `${colored("bad", `refused: ${code}`)}\n${message}\n${EXPLAIN}\nsee ${see(code)}\n`;
}

function refusedJson({ code, message }: WebhookVerificationError): string {
  return line({ verified: false, code, message, see: see(code) });
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000", "");
}

interface Given {
  readonly now?: number;
  readonly output?: string;
  readonly json?: true;
  readonly color: boolean;
}

const WIDTH = 16;
const EXPLAIN = "`hookseal explain` with the same options says why";

const EXAMPLES = [
  [
    "A body in a file, its headers, a secret in the environment",
    "hookseal verify -p transcodely --secret-env SECRET --body body.json \\\n" +
      "      -H 'X-Transcodely-Signature: sha256=..' \\\n" +
      "      -H 'X-Transcodely-Timestamp: 1716480293'",
  ],
  [
    "What `hookseal listen --save` has kept, at the time of its arrival",
    "hookseal verify -p transcodely --secret-file secret.txt \\\n" +
      "      --request delivery.json --now 1716480293",
  ],
  [
    "Only the authenticated bytes",
    "hookseal verify -p transloadit --secret-env SECRET --request request.http \\\n" + "      --output - | jq .ok",
  ],
] as const;
