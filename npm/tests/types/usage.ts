// What must compile, and what must not.

import { Webhook, WebhookConfigError, WebhookVerificationError, providers } from "hookseal";
import type { CustomScheme, Delivery, ProviderName, VerifyErrorCode } from "hookseal";
// @ts-expect-error: only the package itself hands over what explains
import { setExplainer } from "hookseal";
import { Report, describeProvider, explain, type Finding, type FindingCode } from "hookseal/explain";

declare const secret: string | undefined;
declare const body: Uint8Array;
declare const incoming: { [name: string]: string | string[] | undefined };

const webhook = new Webhook("transcodely", secret);
const delivery: Delivery = webhook.verify(body, incoming, { now: 1716480293 });
webhook.verify("{}", [["webhook-id", "msg_1"]]);
webhook.verify(new ArrayBuffer(1), new Map([["webhook-id", "msg_1"]]));
new Webhook("assemblyai", { header: "X-My-Webhook-Secret", secret, senders: ["us", "eu"] });
new Webhook("transloadit", { secrets: [secret, new Uint8Array(16)], algorithms: ["sha384"] });
new Webhook("transloadit", { secrets: [new ArrayBuffer(16), new Uint8Array(16)] });
webhook.verify({ getAll: () => ["{}"] }, { get: () => null }, { url: { href: "/", toJSON: () => "/" } });

const scheme: CustomScheme = {
  name: "acme",
  signature: { header: "X-Acme" },
  algorithms: ["sha256"],
  content: "{body}",
};
new Webhook(scheme, secret);

if (delivery.authentication === "signature") {
  const index: number = delivery.secretIndex;
  const algorithm: "sha1" | "sha256" | "sha384" | "sha512" = delivery.algorithm;
  void [index, algorithm];
} else if (delivery.authentication === "token") {
  const none: null = delivery.algorithm;
  void none;
} else {
  const none: null = delivery.secretIndex;
  void none;
}

try {
  webhook.verify(body, incoming);
} catch (error) {
  if (error instanceof WebhookVerificationError) {
    const code: VerifyErrorCode = error.code;
    switch (code) {
      case "signature_mismatch":
      case "body_not_raw":
        break;
      // @ts-expect-error: there is no such code
      case "bad_signature":
        break;
    }
  } else if (error instanceof WebhookConfigError) {
    error.code satisfies string;
  }
}

const name: ProviderName = "connect";
const stops: "4xx" | null = providers.assemblyai.variants[0].policy.stops;
const headers: Record<string, string> = webhook.sign("{}", { id: "dlv_1" }).headers;
void [name, stops, headers];

// @ts-expect-error: no provider has this name
new Webhook("transcodly", secret);
// @ts-expect-error: there is no such option
new Webhook("transcodely", { secret, toleranse: 300 });
// @ts-expect-error: a promise of bytes is no body
webhook.verify(Promise.resolve(body), incoming);
// @ts-expect-error: the value of a header is text
webhook.verify(body, { get: (): number => 7 });
// @ts-expect-error: headers are needed
webhook.verify(body);
// @ts-expect-error: a delivery is read only
delivery.body = body;
// @ts-expect-error: the payload's shape is not known
delivery.json().event;
// @ts-expect-error: what is verified is a delivery, not a boolean
const verdict: boolean = webhook.verify(body, incoming);
void verdict;
// @ts-expect-error: options take the place of the secret
new Webhook("transcodely", secret, { tolerance: 300 });
// @ts-expect-error: the tolerance is an option of the webhook
webhook.verify(body, incoming, { tolerance: 300 });

const report: Report = webhook.explain(body, incoming, { now: 1716480293, otherSecrets: [secret, new Uint8Array(16)] });
explain("transcodely", secret, null, [["webhook-id", "msg_1"]], { url: "/" }) satisfies Report;
explain(scheme, { secrets: [secret] }, undefined, incoming);
const described: string | undefined = describeProvider("connect");
for (const { code, certainty, part } of report.findings) {
  const text: string | null = part;
  const known: FindingCode = code;
  // @ts-expect-error: there is no such code
  if (code === "body_wrong") continue;
  // @ts-expect-error: there is no such certainty
  if (certainty === "likely") continue;
  void [text, known];
}
if (report.refusal?.code === "missing_secret") report.toColouredString().toUpperCase();
report.clock?.difference.toFixed();
// @ts-expect-error: a report cannot be changed
report.findings.push({} as Finding);
// @ts-expect-error: it is the core that writes reports
new Report("{}", "", "");
// @ts-expect-error: there is no such option
webhook.explain(body, incoming, { otherSecret: secret });
// @ts-expect-error: the secret or options come before the body
explain("transcodely", body, incoming);
void [described, setExplainer];
