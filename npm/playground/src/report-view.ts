// Shows a report: findings with their fixes, the signed content by segment, the steps.

import type { Report } from "hookseal/explain";
import { byId, make, prose, say } from "./dom.js";
import { count, sentence } from "./words.js";

/** Shows a report, or hides its cards where there is none. */
export function showReport(report: Report | null): void {
  showFindings(report?.findings ?? []);
  showContent(report);
  showSteps(report);
}

function showFindings(findings: Report["findings"]): void {
  byId("findings-card").hidden = findings.length === 0;
  byId("findings").replaceChildren(
    ...findings.map(({ code, certainty, message, fix, part, see }) =>
      make(
        "li",
        { "data-certainty": certainty },
        make(
          "p",
          { class: "finding-head" },
          make("span", { class: "badge" }, CERTAINTIES[certainty]),
          make("code", {}, code),
          ...(part === null ? [] : [make("span", { class: "part" }, ...prose(part))]),
        ),
        make("p", {}, ...prose(sentence(message))),
        make("p", { class: "fix" }, make("strong", {}, "Fix: "), ...prose(sentence(fix))),
        make(
          "p",
          { class: "see" },
          make("a", { href: see, rel: "noreferrer" }, `More on ${code.replaceAll("_", " ")}`),
        ),
      ),
    ),
  );
}

function showContent(report: Report | null): void {
  const content = report?.content ?? [];
  byId("content-card").hidden = content.length === 0;
  const total = content.reduce((sum, { bytes }) => sum + bytes, 0);
  say(
    byId("content-hint"),
    content.length === 0
      ? ""
      : `${count(total, "byte")} in ${count(content.length, "segment")}, as read from this request`,
  );
  byId("content").replaceChildren(
    ...content.map(({ part, text }, index) =>
      make("span", { class: "segment", "data-part": part }, make("sup", {}, String(index + 1)), text),
    ),
  );
  byId("content-legend").replaceChildren(
    ...content.map(({ part, bytes, cut }, index) =>
      make(
        "li",
        {},
        make("span", { class: "segment", "data-part": part }, `${index + 1} ${part}`),
        ` ${count(bytes, "byte")}${cut ? ", shown in part" : ""}`,
      ),
    ),
  );
}

function showSteps(report: Report | null): void {
  const steps = report?.steps ?? [];
  byId("steps-card").hidden = steps.length === 0;
  byId("steps").replaceChildren(
    ...steps.map(({ name, state, saw }) =>
      make(
        "li",
        { "data-state": state },
        make("span", { class: "step-name" }, name),
        make("span", { class: "step-state" }, state),
        make("span", { class: "step-saw" }, ...prose(saw)),
      ),
    ),
  );
  if (report === null) return;
  const { macs, bytes, complete } = report.work;
  const end = complete ? "" : "; a limit ended the search, so a cause may have been missed";
  say(byId("work"), `Searched with ${count(macs, "signature")} over ${count(bytes, "byte")}${end}`);
}

const CERTAINTIES = { proved: "proved", observed: "observed", hint: "may be" } as const;
