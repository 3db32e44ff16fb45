// The adapters beside the frameworks' own types.

import type { Delivery, TranscodelyEvent } from "hookseal";
import { Controller, Post } from "@nestjs/common";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { webhook as onExpress } from "hookseal/express";
import { webhook as onFastify } from "hookseal/fastify";
import { webhook as onHono } from "hookseal/hono";
import { Webhook, WebhookContext, WebhookDelivery, type HandlerContext, type NestContext } from "hookseal/nest";

declare const secret: string | undefined;

express().post(
  "/hook",
  onExpress("transcodely", secret, (delivery, { req, res }) => {
    const event: TranscodelyEvent = delivery.json();
    res.status(202).json({ event, ip: req.ip });
  }),
);
fastify().register(
  onFastify("transcodely", secret, async (delivery, { request, reply }) => {
    void reply.code(202);
    return { handled: delivery.variant, ip: request.ip };
  }),
  { path: "/hook" },
);
const app = new Hono<{ Bindings: { SECRET: string } }>();
app.post(
  "/hook",
  onHono("transcodely", { secret, remoteAddress: (request) => request.headers.get("x") }, (delivery, { c }) => {
    return c.text(delivery.variant);
  }),
);

@Controller()
class Hooks {
  @Post("/hook")
  @Webhook("transcodely", { secret, allowRefused: false })
  receive(
    @WebhookDelivery() delivery: Delivery<TranscodelyEvent>,
    @WebhookContext() context: HandlerContext<NestContext>,
  ) {
    return [delivery.json(), context.claim?.attempt, context.request];
  }
}
void Hooks;

// @ts-expect-error: a handler of Hono answers with a response
onHono("transcodely", secret, () => "ok");
const plugin = onFastify("transcodely", secret, () => {});
// @ts-expect-error: the plugin needs a path that is text
fastify().register(plugin, { path: 7 });
// @ts-expect-error: the socket says who is at its other end
onExpress("transcodely", { secret, remoteAddress: () => "" }, () => {});
// @ts-expect-error: there is no such option
Webhook("transcodely", { secret, limits: 7 });
