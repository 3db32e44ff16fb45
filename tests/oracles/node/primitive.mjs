// Makes with node:crypto alone what genuine requests must carry, and compares it with what hookseal signs and accepts.
//
// node primitive.mjs REQUESTS, in a folder where hookseal is installed. No difference is allowed. Shows threat 20.

import { createHmac } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { bytes, hooksealSigns, hooksealVerdict } from "./hookseal.mjs";

const json = { "content-type": "application/json" };

/** By variant, what a sender with these secrets puts into headers, form or URL. */
const senders = {
  webhook: (request, secrets) => standard("webhook", request, secrets),
  svix: (request, secrets) => standard("svix", request, secrets),
  "transcodely-signature"({ genuine: { id, timestamp }, body }, secrets) {
    const signatures = secrets.map(
      (secret) => `,v1=${hmac("sha256", secret, `${timestamp}.`, bytes(body)).toString("hex")}`,
    );
    return { ...json, "webhook-id": id, "transcodely-signature": `t=${timestamp}${signatures.join("")}` };
  },
  "x-transcodely-signature"({ genuine: { id, timestamp }, body }, [secret]) {
    return {
      ...json,
      "x-transcodely-delivery-id": id,
      "x-transcodely-timestamp": String(timestamp),
      "x-transcodely-signature": `sha256=${hmac("sha256", secret, `${timestamp}.`, bytes(body)).toString("hex")}`,
    };
  },
  transloadit({ genuine: { algorithm }, field }, [secret]) {
    return { signature: `${algorithm}:${hmac(algorithm, secret, bytes(field)).toString("hex")}` };
  },
  assemblyai: ({ options }, [token]) => ({ ...json, [options.header.toLowerCase()]: token }),
  connect: ({ options }, [token]) => ({ [options.urlParameter]: token }),
};

const counts = Object.fromEntries(Object.keys(senders).map((variant) => [variant, 0]));
let passed = 0;
let failed = 0;

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const request = JSON.parse(line);
  if (!request.genuine) continue;
  const variant = request.genuine.variant ?? request.scheme;
  counts[variant] += 1;
  const right = senders[variant](request, request.secrets);
  const wrong = senders[variant](request, ["b3RoZXIga2V5"]);
  const signed = await hooksealSigns(request);
  check(line, "signs", carried(signed), right);
  check(line, "accepts", hooksealVerdict(carrying(request, right)), "accepted");
  check(line, "refuses", hooksealVerdict(carrying(request, wrong)).replace(/^.*_/, ""), "mismatch");
}

const unseen = Object.keys(counts).filter((variant) => counts[variant] < 100);
if (unseen.length > 0) {
  failed += 1;
  console.log(`fewer than 100 requests of ${unseen.join(", ")}`);
}
console.log(`node:crypto ${process.version}: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function standard(names, { genuine: { id, timestamp }, body }, secrets) {
  const key = (secret) => Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const sign = (secret) => `v1,${hmac("sha256", key(secret), `${id}.${timestamp}.`, bytes(body)).toString("base64")}`;
  return {
    ...json,
    [`${names}-id`]: id,
    [`${names}-timestamp`]: String(timestamp),
    [`${names}-signature`]: secrets.map(sign).join(" "),
  };
}

/** The same names and texts, read from a request. */
function carried({ scheme, headers, url, options, signature }) {
  if (scheme === "transloadit") return { signature };
  if (scheme === "connect")
    return { [options.urlParameter]: new URL(url).searchParams.getAll(options.urlParameter).join() };
  return Object.fromEntries(headers);
}

/** The request with these texts in their place. */
function carrying(request, parts) {
  if (request.scheme === "transloadit") {
    const field = bytes(request.field);
    const form = `transloadit=${[...field].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")}`;
    const body = Buffer.from(`${form}&${new URLSearchParams(parts)}`).toString("base64");
    return { ...request, headers: [["content-type", "application/x-www-form-urlencoded"]], body };
  }
  if (request.scheme === "connect")
    return { ...request, url: `https://example.com/hook?${new URLSearchParams(parts)}` };
  return { ...request, headers: Object.entries(parts) };
}

function hmac(algorithm, key, ...parts) {
  const state = createHmac(algorithm, key);
  for (const part of parts) state.update(part);
  return state.digest();
}

function check(line, what, found, expected) {
  if (isDeepStrictEqual(found, expected)) {
    passed += 1;
  } else {
    failed += 1;
    if (failed <= 10)
      console.log(`${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}\n  ${line.slice(0, 900)}`);
  }
}
