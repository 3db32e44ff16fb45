// `hookseal/web` on Bun.serve.

import { router } from "./web.mjs";

Bun.serve({ hostname: "127.0.0.1", port: Number(process.env.PORT), fetch: router() });
