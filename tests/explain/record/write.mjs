// Parses JSON from standard input and writes it anew as the first argument says.

import { readFileSync } from "node:fs";

const value = JSON.parse(readFileSync(0, "utf8"));
const forms = {
  plain: () => JSON.stringify(value),
  indent2: () => JSON.stringify(value, null, 2),
  indent4: () => JSON.stringify(value, null, 4),
  tab: () => JSON.stringify(value, null, "\t"),
  quoted: () => JSON.stringify(JSON.stringify(value)),
};
process.stdout.write(forms[process.argv[2]]());
