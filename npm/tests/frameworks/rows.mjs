// The table that every receiver is held to, made anew for each so that no time stamp is old.

import { callers } from "./rows/callers.mjs";
import { forged } from "./rows/forged.mjs";
import { framing } from "./rows/framing.mjs";
import { genuine } from "./rows/genuine.mjs";
import { replay } from "./rows/replay.mjs";

export const rows = () => [...genuine(), ...forged(), ...framing(), ...replay(), ...callers()];
