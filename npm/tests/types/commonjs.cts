// The CommonJS declarations.

import hookseal = require("hookseal");

const webhook: hookseal.Webhook = new hookseal.Webhook("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
webhook.verify("{}", {}).dedupeKey.toUpperCase();
