#!/usr/bin/env node
// The command `hookseal`.

import { explainForOthers } from "./cli/listen/explainer.js";
import { run } from "./cli/program.js";

if (!explainForOthers()) await run(process.argv.slice(2));
