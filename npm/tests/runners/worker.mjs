// Cloudflare's workerd: webhooks are made in the handler, where nothing may be compiled.

import * as library from "hookseal";
import * as explaining from "hookseal/explain";
import { report } from "../report.mjs";
import vectors from "../vectors.mjs";

export default { fetch: () => new Response(report(library, explaining, vectors)) };
