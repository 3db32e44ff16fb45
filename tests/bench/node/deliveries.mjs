// Genuine deliveries of a given size, signed with node:crypto, no two alike.
import { createHmac, randomBytes } from "node:crypto";

// A server in a process of its own is told the secret.
export const SECRET = process.env.BENCH_SECRET ?? `whsec_${randomBytes(24).toString("base64")}`;

/** A body and the headers that Node's HTTP server would hand out with it. */
export function transcodely(size) {
  const body = json(size);
  const timestamp = now();
  const signature = createHmac("sha256", SECRET).update(`${timestamp}.`).update(body).digest("hex");
  return delivery(body, {
    "x-transcodely-signature": `sha256=${signature}`,
    "x-transcodely-timestamp": timestamp,
    "x-transcodely-delivery-id": `dlv_${randomBytes(6).toString("hex")}`,
  });
}

export function standardWebhooks(size) {
  const body = json(size);
  const [id, timestamp] = [`msg_${randomBytes(13).toString("hex")}`, now()];
  const key = Buffer.from(SECRET.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  return delivery(body, {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  });
}

/** The same delivery with one bit of the body changed. */
export function tampered({ body, headers }) {
  const changed = Buffer.from(body);
  changed[changed.length >> 1] ^= 1;
  return { body: changed, headers };
}

// Plain ASCII: the cheapest body for a verifier that makes a text of it first.
function json(size) {
  const [start, end] = ['{"event":"job.completed","data":"', '"}'];
  const length = size - start.length - end.length;
  return Buffer.from(start + randomBytes(Math.ceil(length / 2)).toString("hex").slice(0, length) + end);
}

function delivery(body, signed) {
  return {
    body,
    headers: {
      host: "receiver.example",
      "user-agent": "webhooks/1.0",
      accept: "*/*",
      "accept-encoding": "gzip",
      "content-type": "application/json",
      "content-length": String(body.length),
      ...signed,
    },
  };
}

function now() {
  return String(Math.floor(Date.now() / 1000));
}
