// Deliveries as Transcodely's pages describe them, signed with node:crypto: hookseal is not its own witness.

import { createHmac, randomUUID } from "node:crypto";

export const SECRET = "whsec_5d3c0e71f94a4b2e8c16";

/** A delivery that no other test posts: the parameters of a `Request`. */
export function freshDelivery() {
  const body = JSON.stringify({ event: "job.completed", job: { id: randomUUID() } });
  const at = String(Math.floor(Date.now() / 1000));
  const headers = {
    "x-transcodely-signature": `sha256=${createHmac("sha256", SECRET).update(`${at}.${body}`).digest("hex")}`,
    "x-transcodely-timestamp": at,
    "x-transcodely-delivery-id": randomUUID(),
  };
  return { method: "POST", headers, body };
}
