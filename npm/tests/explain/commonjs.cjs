// The planted cases, as CommonJS.

const library = require("hookseal/explain");

Promise.all([import("./cases.mjs"), import("./files.mjs")]).then(([{ runCases }, { files }]) => {
  const { passed, failed, failures } = runCases(library, files, { look: String, shapes: false });
  console.log([...failures, `${passed} passed, ${failed} failed`].join("\n"));
});
