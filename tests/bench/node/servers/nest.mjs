// Nest on Express three times: bare, with the provider's snippet, and with the adapter.
import "reflect-metadata";
import { Controller, HttpCode, HttpException, Module, Post, Req } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Webhook } from "hookseal/nest";

import { SECRET } from "../deliveries.mjs";
import { verifyWebhook } from "../transcodely.mjs";

class Hooks {
  bare() {}
  snippet({ rawBody, headers }) {
    const [signature, timestamp] = [headers["x-transcodely-signature"], headers["x-transcodely-timestamp"]];
    if (!verifyWebhook(rawBody.toString(), signature, timestamp)) throw new HttpException("refused", 401);
  }
  hookseal() {}
}
class App {}

// What a compiler makes of `@Post("bare") @HttpCode(200) bare() {}`.
function decorate(method, ...decorators) {
  const descriptor = Object.getOwnPropertyDescriptor(Hooks.prototype, method);
  for (const decorator of decorators) decorator(Hooks.prototype, method, descriptor);
}

decorate("bare", HttpCode(200), Post("bare"));
decorate("snippet", HttpCode(200), Post("snippet"));
decorate("hookseal", Webhook("transcodely", SECRET), Post("hookseal"));
Req()(Hooks.prototype, "snippet", 0);
Controller()(Hooks);
Module({ controllers: [Hooks] })(App);
const app = await NestFactory.create(App, { rawBody: true, logger: false });
await app.listen(process.env.PORT, "127.0.0.1");
