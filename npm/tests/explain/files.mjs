// The case files, which the scratch project has beside this file.

import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"));

export const files = { cases: read("cases"), field: read("field") };
