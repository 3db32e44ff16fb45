#!/usr/bin/env node
// The command `hookseal`.

import { run } from "./cli/program.js";

await run(process.argv.slice(2));
