import type { Finding } from "../../model/report.ts";
import type { FactGrant, Facts } from "../model/facts.ts";
import { clip, widthOf } from "../text/fit.ts";
import { type Line, span } from "../text/line.ts";

/** How the subject comes to hold what the finding is about, as a small tree. */
export function pathLines(finding: Finding, { subject, records, grants }: Facts, width: number): Line[] {
  const grant = grants[0];
  const account = records.find(({ id }) => id === (grant?.account ?? finding.account));
  const steps = [
    { text: finding.name ?? subject, note: finding.name === undefined ? "" : subject },
    ...(account && account.id !== subject ? [{ text: account.id, note: account.link }] : []),
    ...(grant ? grantSteps(grant) : []),
    ...(finding.credential === undefined ? [] : [{ text: finding.credential, note: "credential" }]),
  ];
  return steps.map(({ text, note }, depth) => {
    const lead = depth === 0 ? "" : `${"   ".repeat(depth - 1)}└─ `;
    const room = width - lead.length;
    const shown = clip(text, room);
    const left = room - widthOf(shown) - 2;
    return {
      spans: [
        span(lead, "faint"),
        span(shown, depth === steps.length - 1 ? "strong" : undefined),
        ...(note !== "" && left > 3 ? [span(`  ${clip(note, left)}`, "faint")] : []),
      ],
    };
  });
}

function grantSteps({ via, entitlement, isPrivileged, declared, role }: FactGrant): { text: string; note: string }[] {
  const by = role === undefined ? "" : `by the role ${role} `;
  const notes = [isPrivileged ? "privileged" : "", declared === undefined ? "" : `declared ${by}at ${declared}`];
  return [
    ...via.map((group) => ({ text: group, note: "member" })),
    { text: entitlement, note: notes.filter((note) => note !== "").join(", ") },
  ];
}
