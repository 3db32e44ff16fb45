// A few explanations that any runtime must give: of a cause, of a secret that is refused, of a delivery that verifies.

/**
 * @param library the exports of hookseal
 * @param explaining the exports of hookseal/explain
 * @returns {{ passed: number, failed: number, failures: string[] }}
 */
export function checkExplain({ Webhook }, { describeProvider, explain }) {
  const webhook = new Webhook("transcodely", SECRET);
  const { body, headers } = webhook.sign('{"event":"job.completed"}', { id: "dlv_1", timestamp: NOW });
  const codes = ({ refusal, findings }) => [refusal?.code ?? null, ...findings.map(({ code }) => code)].join();
  const checks = {
    accepted: () => codes(webhook.explain(body, headers, { now: NOW })) === "",
    "other secret": () => {
      const other = new Webhook("transcodely", "whsec_of-another-endpoint");
      const report = other.explain(body, headers, { now: NOW, otherSecrets: [SECRET] });
      return codes(report) === "signature_mismatch,secret_other" && `${report}`.includes("secret_other");
    },
    "no secret": () => codes(explain("transcodely", undefined, body, headers)).startsWith("missing_secret"),
    provider: () => describeProvider("transcodely").startsWith("Transcodely (transcodely)\n"),
  };
  const failures = Object.keys(checks).filter((name) => !checks[name]());
  return { passed: Object.keys(checks).length - failures.length, failed: failures.length, failures };
}

const NOW = 1716480293;
const SECRET = "whsec_k7Vw2mQ9xTzB4nRcPq81";
