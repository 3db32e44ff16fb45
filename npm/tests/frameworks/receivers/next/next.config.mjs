// The tools are installed one folder above the application.

import { dirname } from "node:path";

export default { turbopack: { root: dirname(import.meta.dirname) } };
