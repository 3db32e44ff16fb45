// `hookseal/web` as a route handler, once for every method.

import { router } from "../../web.mjs";

export const dynamic = "force-dynamic";
const route = router();
export { route as DELETE, route as GET, route as HEAD, route as OPTIONS, route as PATCH, route as POST, route as PUT };
