import type { Approval } from "../model/document.ts";
import type { SystemInput } from "../model/estate-input.ts";
import { readRows, type SystemFault } from "./rows.ts";

/** What was approved, by the id of the record that it is about. */
export type Approvals = ReadonlyMap<string, readonly Approval[]>;

/** Events by which something comes, or comes back. */
const giving: ReadonlySet<string> = new Set(["create", "enable", "update", "grant", "member-add"]);

/** Reads which changes somebody approved; of other events nothing is kept. */
export function readApprovals(systems: readonly SystemInput[], faults: SystemFault[]): Approvals {
  const found = new Map<string, Approval[]>();
  for (const system of systems) {
    if (!system.lines.event && !system.declared.some(({ kind }) => kind === "event")) continue;
    readRows(system, {
      kind: "event",
      faults,
      keys: ({ op, subject, requestedAt, approvalRef }) => {
        if (approvalRef === undefined || !giving.has(op)) return;
        const known = found.get(subject);
        const approval = { of: subject, at: requestedAt, ref: approvalRef };
        if (known) known.push(approval);
        else found.set(subject, [approval]);
      },
    });
  }
  return found;
}
