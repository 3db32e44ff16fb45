// A page: its text is the result, its title says that it is done.

import * as library from "hookseal";
import * as explaining from "hookseal/explain";
import { report } from "../report.mjs";
import vectors from "../vectors.mjs";

document.body.textContent = report(library, explaining, vectors);
document.title = "done";
