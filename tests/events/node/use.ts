// What a handler can do with an event, and what the compiler does not let it do.

import { Webhook } from "hookseal";
import type {
  ConnectEvent,
  CustomScheme,
  Delivery,
  EventOf,
  ProviderName,
  TranscodelyEvent,
  TranscodelyEventType,
  TranscodelyOtherEvent,
  TransloaditEvent,
} from "hookseal";

declare const secret: string;
declare const name: ProviderName;
declare const scheme: CustomScheme;

const transcodely = new Webhook("transcodely", secret);
const delivery: Delivery<TranscodelyEvent> = transcodely.verify("", {});
delivery satisfies Delivery;
transcodely satisfies Webhook;
const event = delivery.json();
switch (event.type) {
  case "job.failed":
  case "job.canceled":
    event.data.error_code?.toUpperCase();
    event.data.outputs?.map(({ output_size_bytes }) => Number(output_size_bytes));
    break;
  case "video.ready":
    event.data.playback_url?.toUpperCase();
    // @ts-expect-error: a video has no outputs
    event.data.outputs;
    break;
  case "app.spend_limit_exceeded":
    event.data.spent_eur.toFixed(2);
    break;
  case undefined:
    event.job.status.toUpperCase();
    if (event.event === "job.completed") event.job.metadata?.["user_id"];
    if (event.event === "job.paused") event.job.id.toUpperCase();
    break;
  // @ts-expect-error: there is no such event
  case "job.finished":
    break;
  default:
    event.type satisfies TranscodelyEventType;
}
if (event.event !== undefined) event.job.id.toUpperCase();
else event.request.id?.toUpperCase();
(event as TranscodelyOtherEvent).type.toUpperCase();
// @ts-expect-error: only one generation has a job
event.job.id;
// @ts-expect-error: what an event is about depends on its type
event.data.playback_url;
// @ts-expect-error: a missing member is undefined
(event as Extract<TranscodelyEvent, { type: "job.failed" }>).data.error_code.toUpperCase();
// @ts-expect-error: an event is read only
event.type = "job.failed";

const assembly: TransloaditEvent = new Webhook("transloadit", secret).verify(new FormData(), {}).json();
for (const [step, files] of Object.entries(assembly.results ?? {})) step + files.map((file) => file.ssl_url).join();
assembly.ok === "ASSEMBLY_COMPLETED" || assembly.ok === "ASSEMBLY_LATER";
// @ts-expect-error: an Assembly may have no results
Object.entries(assembly.results);

const status = new Webhook("assemblyai", { secret, header: "X-Secret" }).verify("", {}).json();
if (status.status === "redacted_audio_ready") status.redacted_audio_url.toUpperCase();
else status.transcript_id.toUpperCase();
// @ts-expect-error: redacted audio comes without the transcript's id
status.transcript_id.toUpperCase();

const connect: ConnectEvent = new Webhook("connect", { urlParameter: "token", secret }).verify("", {}).json();
connect["data"];
// @ts-expect-error: nothing is known of a member
connect["data"].id;

// @ts-expect-error: nothing is known of a payload of an unnamed provider
new Webhook(name, secret).verify("", {}).json().type;
// @ts-expect-error: nor of one of a scheme
new Webhook(scheme, secret).verify("", {}).json().type;
// @ts-expect-error: nor of one of Standard Webhooks
new Webhook("standard-webhooks", secret).verify("", {}).json().type;
// @ts-expect-error: one provider's webhook is not another's
new Webhook("connect", secret) satisfies Webhook<"transcodely">;

declare function webhook<P extends ProviderName | CustomScheme>(
  provider: P,
  secret: string,
  handler: (delivery: Delivery<EventOf<P>>) => void,
): void;
webhook("transloadit", secret, (delivery) => delivery.json().assembly_id?.toUpperCase());
webhook(scheme, secret, (delivery) => delivery.json() satisfies unknown);
// @ts-expect-error: a handler is typed by its provider
webhook("transloadit", secret, (delivery) => delivery.json().job);
