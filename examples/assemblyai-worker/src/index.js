// Receives AssemblyAI's transcripts, authenticated by header and by address, and keeps the metadata of the URL.

import { env } from "cloudflare:workers";
import { D1Store } from "hookseal/replay/d1";
import { webhook } from "hookseal/web";

const options = {
  header: "X-My-Webhook-Secret",
  secret: env.ASSEMBLYAI_SECRET,
  senders: ["us", "eu"],
  // Cloudflare sets it, whatever the client sends.
  remoteAddress: (request) => request.headers.get("cf-connecting-ip"),
  replay: new D1Store(env.DB),
  // A 4xx ends AssemblyAI's attempts, so a wrong secret or address loses deliveries. Begin with `allowRefused: true`:
  // refused requests then reach the handler, which says so and answers 200. Remove it once none comes any more.
  allowRefused: env.ALLOW_REFUSED === "true",
};

export default {
  fetch: webhook("assemblyai", options, async (delivery, { request }) => {
    if (delivery.refused) return console.warn(`would be refused: ${delivery.code}`);
    const { transcript_id: id, status } = delivery.json();
    // From https://your-host/assemblyai?customer_id=1234, which you gave as webhook_url.
    const customer = new URL(request.url).searchParams.get("customer_id");
    await env.DB.prepare("INSERT INTO transcripts VALUES (?, ?, ?)").bind(id ?? null, status, customer).run();
    console.log(`transcript ${id} of customer ${customer}: ${status}`);
  }),
};
