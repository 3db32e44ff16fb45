// A page: the result is its title and its text.

import * as library from "hookseal";
import { report } from "../report.mjs";
import vectors from "../vectors.mjs";

document.body.innerText = report(library, vectors);
document.title = "done";
