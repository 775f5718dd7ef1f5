import type { Row } from "./company.ts";

/** People whom the log of provisioning is about; most are as they should be. */
export const logged = ["noa", "nell", "nick", "nora", "nuri", "nan", "nils"];

/** Limits that the few days of the company fit into. */
export const provisioningRules = {
  "sync-missed-event": { params: { delay: "P1D" } },
  "sync-job-unhealthy": { params: { least: 4, failRatio: 0.1, silent: "P1D", creations: "P10D" } },
  "audit-evidence-incomplete": { params: { required: ["actor", "approval", "request", "response", "outcome"] } },
};

const whole = {
  ...{ op: "update", result: "done", done: "", object: "", channel: "work", seq: "" },
  ...{ actor: "svc-provisioning", approver: "", approval: "REQ-1", by: "", request: "d1", response: "d2" },
};

/** The rows of the log. Times are of the days before the second reading. */
export function eventRows(): Row[] {
  const row = (id: string, login: string, more: Row): Row => ({
    ...{ id, subject: `account:app/main/${login}`, at: "2026-11-16T08:00:00Z" },
    ...whole,
    ...more,
  });
  const quiet = (id: string, name: string, more: Row = {}) => row(id, "nils", { channel: name, ...more });
  return [
    row("e-eve", "eve", { op: "create", at: "2026-11-01T08:00:00Z" }),
    row("e-noa", "noa", { op: "disable", result: "failed" }),
    row("e-nell", "nell", { op: "disable", result: "waiting", response: "" }),
    row("e-nick", "nick", { op: "disable" }),
    row("e-fine", "nan", { approver: "pia", by: "quin" }),
    row("e-self", "nan", { approver: "nan" }),
    row("e-asked", "nan", { approver: "quin", by: "quin" }),
    row("e-gone", "nan", { approver: "ben" }),
    quiet("e-clean", "clean", { done: "2026-11-16T08:01:00Z", op: "create" }),
    quiet("e-clean-on", "clean", { op: "enable" }),
    quiet("e-slow", "slow", { op: "disable", done: "2026-11-16T20:00:00Z", subject: "account:app/main/none" }),
    quiet("e-mute", "mute", { at: "2026-11-02T08:00:00Z" }),
    ...["1", "2", "3", "7"].map((seq) => quiet(`e-holed-${seq}`, "holed", { seq })),
    ...["02", "06", "10", "16"].map((day) =>
      quiet(`e-birth-${day}`, "births", {
        op: "create",
        at: `2026-11-${day}T08:00:00Z`,
        done: `2026-11-${day}T08:01:00Z`,
      }),
    ),
    quiet("e-lost", "lost"),
    quiet("e-faceless", "faceless", { actor: "" }),
    quiet("e-unapproved", "unapproved", { approval: "" }),
    quiet("e-unasked", "unasked", { request: "" }),
    quiet("e-unanswered", "unanswered", { response: "" }),
    quiet("e-open", "open", { result: "who knows" }),
  ];
}

/** Everything that a channel of no interest says of itself. */
export function channelRows(): Row[] {
  const row = (id: string, more: Row = {}): Row => ({
    ...{ id, state: "ok", cursor: "c-1", retention: "P730D", token: "2027-12-31T00:00:00Z" },
    ...{ compared: "2026-11-20T03:00:00Z", outcome: "complete", scanned: "9999" },
    ...more,
  });
  return [
    ...["work", "clean", "slow", "holed", "faceless", "unapproved", "unasked", "unanswered", "open", "births"].map(
      (id) => row(id),
    ),
    row("jailed", { state: "quarantine" }),
    row("stopped", { state: "off" }),
    row("broken", { state: "error" }),
    row("late", { state: "late" }),
    row("mute", { retention: "P5D" }),
    row("expired", { token: "2026-11-01T00:00:00Z" }),
    row("expiring", { token: "2026-12-10T00:00:00Z" }),
    row("unchecked", { compared: "", outcome: "", scanned: "" }),
    row("forgotten", { compared: "2026-10-01T03:00:00Z" }),
    row("torn", { outcome: "partial" }),
    row("short", { scanned: "3" }),
    row("lost", { cursor: "" }),
  ];
}
