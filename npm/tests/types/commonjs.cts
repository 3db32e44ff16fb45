// The CommonJS declarations.

import hookseal = require("hookseal");
import explaining = require("hookseal/explain");

const webhook: hookseal.Webhook = new hookseal.Webhook("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
webhook.verify("{}", {}).dedupeKey.toUpperCase();
const explained: explaining.Report = webhook.explain("{}", {});
explaining.explain("connect", { allowUnauthenticated: true }, "{}", {}).work.macs satisfies typeof explained.work.macs;
