import { about, account, type Case, planted } from "./cases.ts";

const channel = (name: string) => about("channel", "log", name);
const event = (name: string) => about("event", "log", name);

/** What is planted in the log and among its channels. */
export const provisioningCases: readonly Case[] = [
  ...planted("sync-missed-event", account("nora"), {
    failed: [account("noa")],
    delayed: [account("nell")],
    partial: [account("nick")],
    lost: [account("eve")],
  }),
  ...planted("scim-deactivation-ineffective", account("nora"), { account: [account("nick")] }),
  ...inApp(
    planted("sod-self-approval", event("e-fine"), {
      self: [event("e-self")],
      requester: [event("e-asked")],
      inactive: [event("e-gone")],
    }),
  ),
  ...inApp(
    planted("sync-job-unhealthy", channel("clean"), {
      quarantine: [channel("jailed")],
      disabled: [channel("stopped")],
      error: [channel("broken")],
      delayed: [channel("late")],
      failing: [channel("work")],
      silent: [channel("mute")],
      "creations-alone": [channel("births")],
      "token-expired": [channel("expired")],
      "token-expiring": [channel("expiring")],
    }),
  ),
  ...inApp(
    planted("sync-lag", channel("clean"), {
      slow: [{ ...channel("slow"), part: "disable" }],
      pending: [{ ...channel("work"), part: "disable" }],
    }),
  ),
  ...inApp(
    planted("sync-reconcile-overdue", channel("clean"), {
      never: [channel("unchecked")],
      overdue: [channel("forgotten")],
      incomplete: [channel("torn")],
      uncovered: [channel("short")],
    }),
  ),
  ...inApp(
    planted("sync-cursor-gap", channel("clean"), {
      gap: [channel("holed")],
      expired: [channel("mute")],
      lost: [channel("lost")],
    }),
  ),
  ...inApp(
    planted("audit-evidence-incomplete", channel("clean"), {
      actor: [channel("faceless")],
      approval: [channel("unapproved")],
      request: [channel("unasked")],
      response: [channel("unanswered")],
      outcome: [channel("open")],
      retention: [channel("mute")],
    }),
  ),
];

function inApp(cases: readonly Case[]): Case[] {
  return cases.map((one) => ({ ...one, app: "app" }));
}
