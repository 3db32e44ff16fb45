// The stores of Cloudflare take the real types of the bindings, and the Worker exports the objects' class.

import { D1Store } from "hookseal/replay/d1";
import { DurableObjectStore, ReplayObject } from "hookseal/replay/durable-object";

export { ReplayObject };

interface Bindings {
  readonly DB: D1Database;
  readonly KV: KVNamespace;
  readonly REPLAY: DurableObjectNamespace;
}

export default {
  async fetch(_: Request, { DB, KV, REPLAY }: Bindings): Promise<Response> {
    await new D1Store(DB).migrate();
    await new DurableObjectStore(REPLAY).release("key", "token");
    // @ts-expect-error: Workers KV is no store.
    new D1Store(KV);
    // @ts-expect-error: nor has it objects.
    new DurableObjectStore(KV);
    return new Response();
  },
} satisfies ExportedHandler<Bindings>;

export const object = (state: DurableObjectState): ReplayObject => new ReplayObject(state);
