// Nest on Express or on Fastify, the parameter says which, with `rawBody` as its documentation asks for.

import "reflect-metadata";
import { All, Body, Controller, Get, Header, HttpCode, Module, Post, Req } from "@nestjs/common";
import { json } from "express5";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { Webhook, WebhookContext, WebhookDelivery } from "hookseal/nest";
import { endpoints } from "./endpoints.mjs";
import { report } from "./record.mjs";

const onFastify = process.argv[2] === "fastify";
const answer = ({ response }, status, text) => {
  response.status(status);
  return text;
};

function controller({ path, provider, options, handler }) {
  @Controller(path)
  class Receiver {
    @All()
    @Webhook(provider, options)
    receive(@WebhookDelivery() delivery, @WebhookContext() context) {
      return handler(delivery, context);
    }
  }
  return Receiver;
}

@Controller()
class Others {
  @Get("record")
  @Header("content-type", "application/json")
  record(@Req() { url }) {
    return report(url);
  }

  @Post("other")
  @HttpCode(200)
  other(@Body() body) {
    return body;
  }
}

@Module({ controllers: [...endpoints(answer).map(controller), Others] })
class Application {}

const platform = onFastify ? new FastifyAdapter() : new ExpressAdapter();
const app = await NestFactory.create(Application, platform, { rawBody: true, logger: false });
const server = app.getHttpAdapter().getInstance();
if (onFastify) {
  // Fastify takes JSON and urlencoded forms unless it is told more.
  server.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: 16 * 1024 * 1024 }, (request, bytes, done) => {
    request.rawBody = bytes;
    done(null, bytes);
  });
  server.addHook("preHandler", async (request) => {
    // As without the option.
    if (request.url === "/parsed") request.rawBody = undefined;
  });
} else {
  const parse = json();
  // By another name than its own, by which Nest would take it for the parser of all routes.
  app.use("/parsed", (request, response, next) => parse(request, response, next));
}
await app.listen(Number(process.env.PORT), "127.0.0.1");
