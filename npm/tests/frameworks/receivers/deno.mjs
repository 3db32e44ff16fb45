// `hookseal/web` on Deno.serve.

import process from "node:process";
import { router } from "./web.mjs";

Deno.serve({ hostname: "127.0.0.1", port: Number(process.env.PORT) }, router());
