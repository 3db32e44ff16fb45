// Node and Bun, as CommonJS.

const library = require("hookseal");
const explaining = require("hookseal/explain");
const vectors = require("../vectors.json");

import("../report.mjs").then(({ report }) => console.log(report(library, explaining, vectors)));
