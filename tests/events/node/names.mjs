// The members that events/transloadit.json lists are members of the SDK's schemas, and so are its names.

import { readFileSync } from "node:fs";
import { join } from "node:path";
// Not one of the package's entries.
import * as schemas from "./node_modules/transloadit/dist/alphalib/types/assemblyStatus.js";

/** What the SDK does not know. */
export function unknownNames(root) {
  const { types } = JSON.parse(readFileSync(join(root, "events/transloadit.json"), "utf8"));
  const type = (name) => types.find((its) => its.name === name);
  const members = (schema) => Object.keys(schema.shape);
  const known = {
    TransloaditEvent: [...members(schemas.assemblyStatusOkSchema), ...members(schemas.assemblyStatusErrSchema)],
    TransloaditFile: [...members(schemas.assemblyStatusUploadSchema), ...members(schemas.assemblyStatusResultSchema)],
    TransloaditMeta: members(schemas.assemblyStatusMetaSchema),
  };
  const unknown = Object.entries(known).flatMap(([name, theirs]) => {
    const ours = type(name).members.map(([member]) => member.replace(/\?$/, ""));
    return ours.filter((member) => !theirs.includes(member)).map((member) => `${name}.${member}`);
  });
  const names = type("TransloaditOk").names;
  const theirs = schemas.assemblyStatusOkCodeSchema.options;
  return [...unknown, ...names.filter((its) => !theirs.includes(its)), ...theirs.filter((its) => !names.includes(its))];
}

/** Our own payloads, as the SDK's schema judges them. */
export function misfits(root) {
  return ["completed", "failed"].filter((name) => {
    const payload = JSON.parse(readFileSync(join(root, `tests/events/payloads/transloadit-${name}.json`), "utf8"));
    return !schemas.assemblyStatusSchema.safeParse(payload).success;
  });
}
