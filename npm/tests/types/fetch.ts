// The Fetch API's own objects, as the DOM, Node and Workers declare them.

import { Webhook } from "hookseal";

declare const request: Request;
const webhook = new Webhook("transloadit", await request.arrayBuffer());

webhook.verify(await request.arrayBuffer(), request.headers, { url: request.url });
webhook.verify(await request.formData(), new Headers());
webhook.verify(new URLSearchParams(), [...request.headers]);
webhook.verify("", {}, { url: new URL(request.url) });
webhook.sign("", { url: new URL(request.url) });

// @ts-expect-error: a stream is no body
webhook.verify(request.body, request.headers);
// @ts-expect-error: a request is no headers
webhook.verify("", request);
// @ts-expect-error: a response is no URL
webhook.verify("", {}, { url: new Response("") });
