// An example to begin with: a request that verifies, signed with a secret that was made for it.

import { Webhook } from "hookseal";
import { encode, toBase64 } from "./bytes.js";
import { byId, goTo } from "./dom.js";
import type { Endpoint } from "./endpoint.js";
import type { OptionName } from "./fitting.js";
import { writeHeaders } from "./headers.js";
import { NAMES } from "./receivers.js";
import type { VerifyPanel } from "./verify-panel.js";

/** Fills in the endpoint and the request; what was there is gone. */
export function fillExample(endpoint: Endpoint, panel: VerifyPanel): void {
  const { provider, fitting } = endpoint;
  if (typeof provider !== "string") return;
  const secret = `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(24)))}`;
  const names = Object.fromEntries(Object.entries(NAMES).filter(([name]) => fitting.options.has(name as OptionName)));
  const webhook = new Webhook(provider, { secret, ...names });
  const { headers, body, url } = webhook.sign(encode(SAMPLES[provider] ?? "{}"), {
    ...(fitting.sign.has("id") ? { id: "msg_example" } : {}),
    ...(fitting.sign.has("url") ? { url: "https://example.com/hooks?customer=1234" } : {}),
  });
  endpoint.fill({ provider, scheme: "", options: names });
  endpoint.fillSecrets([secret]);
  panel.fill({
    headers: writeHeaders(Object.entries(headers)),
    url: url ?? "",
    address: "",
    body,
    clock: "now",
    fixed: "",
  });
  panel.update();
  goTo(byId("verify-result"));
}
