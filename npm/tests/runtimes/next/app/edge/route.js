// The vectors in the edge runtime.

import * as library from "hookseal";
import * as explaining from "hookseal/explain";
import { report } from "../../tests/report.mjs";
import vectors from "../../tests/vectors.mjs";

export const runtime = "edge";
export const GET = () => new Response(report(library, explaining, vectors));
