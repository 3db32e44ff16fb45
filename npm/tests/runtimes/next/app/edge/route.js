// The vectors in the edge runtime.

import * as library from "hookseal";
import { report } from "../../tests/report.mjs";
import vectors from "../../tests/vectors.mjs";

export const runtime = "edge";
export const GET = () => new Response(report(library, vectors));
