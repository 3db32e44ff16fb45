// The npm oracles, each behind the same two functions: `verify` with one secret, and `sign` a genuine request.

import { signParams, verifyWebhookSignature } from "@transloadit/utils";
import { signParamsSync } from "@transloadit/utils/node";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { bytes } from "./hookseal.mjs";

export const oracles = [
  {
    name: "standardwebhooks",
    scheme: "standard-webhooks",
    verify(request, secret) {
      new StandardWebhook(secret).verify(bytes(request.body), record(request.headers), { jsonParse: false });
      return true;
    },
    sign: (request) => signStandard(StandardWebhook, request),
  },
  {
    name: "svix",
    scheme: "standard-webhooks",
    verify(request, secret) {
      new SvixWebhook(secret).verify(bytes(request.body), record(request.headers));
      return true;
    },
    sign: (request) => signStandard(SvixWebhook, request),
  },
  {
    name: "@transloadit/utils",
    scheme: "transloadit",
    verify: (request, authSecret) =>
      verifyWebhookSignature({ rawBody: text(request), signatureHeader: request.signature, authSecret }),
    sign: signNotification,
  },
];

function signStandard(Webhook, request) {
  const { id, timestamp, variant } = request.genuine;
  const signature = new Webhook(request.secrets[0]).sign(id, new Date(timestamp * 1000), bytes(request.body));
  const headers = request.headers.map(([name, value]) => [name, name === `${variant}-signature` ? signature : value]);
  return { ...request, headers };
}

async function signNotification(request) {
  const { algorithm, bare } = request.genuine;
  const [secret] = request.secrets;
  const named = await signParams(text(request), secret, algorithm);
  if (named !== signParamsSync(text(request), secret, algorithm)) throw new Error("the oracle's two signatures differ");
  const signature = bare ? named.slice(named.indexOf(":") + 1) : named;
  const form = new URLSearchParams({ transloadit: text(request), signature });
  return {
    ...request,
    headers: [["content-type", "application/x-www-form-urlencoded"]],
    body: Buffer.from(form.toString()).toString("base64"),
    // The oracle signs text, so that text is what it has sent.
    field: Buffer.from(text(request)).toString("base64"),
    signature,
  };
}

/** As Node's server hands headers out: those that were sent twice are joined. */
function record(headers) {
  const joined = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    joined[key] = key in joined ? `${joined[key]}, ${value}` : value;
  }
  return joined;
}

function text(request) {
  return bytes(request.field).toString();
}
