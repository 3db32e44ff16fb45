// `hookseal/web` as a Worker. The webhooks are made at the first request: nothing random may be made before.

import { router } from "./web.mjs";

let route;

export default {
  fetch(request, env, context) {
    route ??= router({ remoteAddress: (request) => request.headers.get("cf-connecting-ip") ?? undefined });
    return route(request, env, context);
  },
};
