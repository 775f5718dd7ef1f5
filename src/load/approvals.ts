import type { Approval } from "../model/document.ts";
import type { EventRow } from "./provisioning.ts";

/** What was approved, by the id of the record that it is about. */
export type Approvals = ReadonlyMap<string, readonly Approval[]>;

/** Events by which something comes, or comes back. */
const giving: ReadonlySet<string> = new Set(["create", "enable", "update", "grant", "member-add"]);

/** Which changes somebody approved. */
export function approvalsIn(events: readonly EventRow[]): Approvals {
  const found = new Map<string, Approval[]>();
  for (const { keys } of events) {
    const { op, subject, requestedAt, approvalRef } = keys;
    if (approvalRef === undefined || !giving.has(op)) continue;
    const known = found.get(subject);
    const approval = { of: subject, at: requestedAt, ref: approvalRef };
    if (known) known.push(approval);
    else found.set(subject, [approval]);
  }
  return found;
}
