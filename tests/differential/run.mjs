// Reads the generated requests and compares the verdict of the npm package with that of the Rust core, case by case.
//
// node run.mjs CASES.jsonl, in a folder where `hookseal` is installed.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Webhook, WebhookVerificationError } from "hookseal";

const webhooks = new Map();
let passed = 0;
let failed = 0;

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const { webhook, request, now, verdict } = JSON.parse(line);
  const found = JSON.stringify(judge(webhook, request, now));
  if (found === JSON.stringify(verdict)) {
    passed += 1;
  } else {
    failed += 1;
    if (failed <= 10) console.log(`differs: ${found} instead of ${JSON.stringify(verdict)}\n  ${line.slice(0, 2000)}`);
  }
}
console.log(`differential (node ${process.version}): ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function judge(configuration, { headers, body, method, url, remoteAddress }, now) {
  const key = JSON.stringify(configuration);
  if (!webhooks.has(key)) webhooks.set(key, new Webhook(configuration.provider, configuration.options));
  const bytes = body.form ? form(body.form) : Buffer.from(body.base64, "base64");
  try {
    const delivery = webhooks.get(key).verify(bytes, headers, {
      now,
      ...(method === null ? {} : { method }),
      ...(url === null ? {} : { url }),
      ...(remoteAddress === null ? {} : { remoteAddress }),
    });
    return [
      delivery.variant,
      delivery.authentication,
      delivery.id,
      delivery.idSigned,
      delivery.timestamp,
      delivery.algorithm,
      delivery.secretIndex,
      delivery.dedupeKey,
      Buffer.from(delivery.body).toString("base64"),
    ];
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.code;
    throw error;
  }
}

/** A form as a framework hands it out: a name with several values has a list. */
function form(pairs) {
  const fields = {};
  for (const [name, value] of pairs) (fields[name] ??= []).push(value);
  return fields;
}
