// hookseal through its public package: its verdict, and genuine requests signed anew.

import { Webhook, WebhookConfigError, WebhookVerificationError } from "hookseal";

/** `accepted`, or the code of the refusal. */
export function hooksealVerdict(request) {
  const body = bytes(request.body);
  const { now, url } = request;
  try {
    const delivery = webhook(request).verify(body, request.headers, url === null ? { now } : { now, url });
    const proved = request.field === null ? body : bytes(request.field);
    return proved.equals(delivery.body) ? "accepted" : "accepted other bytes";
  } catch (error) {
    if (error instanceof WebhookVerificationError || error instanceof WebhookConfigError) return error.code;
    throw error;
  }
}

/** The same request, signed by hookseal. */
export async function hooksealSigns(request) {
  const { id, timestamp, variant, algorithm, form, url } = request.genuine;
  const options = { id, timestamp, variant, algorithm, form, url };
  const signed = webhook(request).sign(bytes(request.field ?? request.body), options);
  const fields = request.field === null ? null : await new Response(signed.body, signed).formData();
  return {
    ...request,
    headers: Object.entries(signed.headers),
    body: Buffer.from(signed.body).toString("base64"),
    url: signed.url,
    signature: fields && fields.get("signature"),
  };
}

export function bytes(base64) {
  return Buffer.from(base64, "base64");
}

function webhook({ scheme, options, secrets }) {
  return new Webhook(scheme, { ...options, secrets });
}
