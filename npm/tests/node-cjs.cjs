// The vectors in Node, with the package required.

const library = require("hookseal");

(async () => {
  const { conformance } = await import("./conformance.mjs");
  const { report } = await import("./report.mjs");
  const { readVectors } = await import("./vectors.mjs");
  report(`node ${process.version}, CommonJS`, conformance(library, await readVectors()));
})();
