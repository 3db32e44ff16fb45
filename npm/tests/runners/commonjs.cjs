// Node and Bun, as CommonJS.

const library = require("hookseal");
const vectors = require("../vectors.json");

import("../report.mjs").then(({ report }) => console.log(report(library, vectors)));
