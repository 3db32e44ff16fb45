// The competitor: what Transcodely's page "Webhooks" gives Node receivers under "Signature Verification", types removed.
import { createHmac, timingSafeEqual } from "crypto";

import { SECRET as WEBHOOK_SECRET } from "./deliveries.mjs";

export function verifyWebhook(body, signature, timestamp) {
  const age = Math.abs(Date.now() / 1000 - parseInt(timestamp, 10));
  if (age > 300) return false;
  const signedPayload = `${timestamp}.${body}`;
  const expected = createHmac("sha256", WEBHOOK_SECRET).update(signedPayload).digest("hex");
  const expectedSig = `sha256=${expected}`;
  return timingSafeEqual(Buffer.from(expectedSig), Buffer.from(signature));
}
