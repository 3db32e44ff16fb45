// The vectors in Node, at the request and not at the build.

import * as library from "hookseal";
import * as explaining from "hookseal/explain";
import { report } from "../../tests/report.mjs";
import vectors from "../../tests/vectors.mjs";

export const dynamic = "force-dynamic";
export const GET = () => new Response(report(library, explaining, vectors));
