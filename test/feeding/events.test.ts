import type { Row, Turn } from "./company.ts";
import { holdCells } from "./hold-cells.ts";
import { eventRows } from "./provisioning-rows.ts";

const readAt = { 1: "2026-11-18T06:00:00Z", 2: "2026-11-21T06:00:00Z" } as const;
const app = { match: "App", system: "app" };
const issuer = "https://idp.example.com";

const actions: Readonly<Record<string, string>> = { enable: "update" };
const states: Readonly<Record<string, string>> = { done: "success", failed: "failure", waiting: "skipped" };

/** A row of the company's log as Microsoft Graph gives it. */
function summary({ id, subject = "", op = "", result = "", at, channel, actor, request, response }: Row): object {
  const party = (name: string) => ({ id: name.toLowerCase(), displayName: name, details: {} });
  return {
    ...{ id, activityDateTime: at, changeId: id, cycleId: "c1", jobId: channel, durationInMilliseconds: 900 },
    provisioningAction: actions[op] ?? op,
    provisioningStatusInfo: {
      status: states[result] ?? "warning",
      errorInformation: result === "failed" ? { errorCode: "EntryConflict", reason: "there is one already" } : null,
    },
    provisioningSteps:
      response || result === "waiting"
        ? [{ name: "EntryExport", provisioningStepType: "export", status: "success" }]
        : [],
    modifiedProperties: request ? [{ displayName: "active", oldValue: "True", newValue: "False" }] : [],
    ...{ servicePrincipal: party("App"), sourceSystem: party("Directory"), targetSystem: party("App") },
    initiatedBy: actor ? { id: "", displayName: actor, initiatorType: "system" } : null,
    sourceIdentity: { id: `of-${id}`, displayName: "", identityType: "User", details: {} },
    targetIdentity: { id: subject.split("/").at(-1), displayName: "", identityType: "User", details: {} },
  };
}

/** Two entries of Okta's log, of changes that are as they should be. */
const systemLog = [
  entry("u-1", "group.user_membership.add", "SUCCESS", [target("User", "pia"), target("UserGroup", "staff")]),
  entry("u-2", "application.provision.user.push_profile", "FAILURE", [
    target("User", "pia"),
    target("AppInstance", "0oa1", "App"),
  ]),
];

function entry(uuid: string, eventType: string, result: string, of: readonly object[]): object {
  return {
    ...{ uuid, eventType, published: "2026-11-16T08:00:00.123Z", version: "0", severity: "INFO" },
    actor: { id: "ana", type: "User", alternateId: "ana@example.com", displayName: "Ana" },
    outcome: { result, reason: result === "FAILURE" ? "the application is busy" : null },
    ...{ target: of, transaction: { type: "JOB", id: "t-1", detail: {} } },
  };
}

function target(type: string, id: string, displayName = id): object {
  return { id, type, alternateId: id, displayName, detailEntry: null };
}

const userUri = (id: string) => `/Users/${id}`;

/** The token of an account that was switched off, and is. */
const claims = {
  ...{ iss: issuer, aud: "https://app.example.com", jti: "j-1", txn: "x-1", iat: 1_794_816_060, toe: 1_794_816_000 },
  sub_id: { format: "scim", uri: userUri("hal"), externalId: "hal" },
  events: { "urn:ietf:params:scim:event:prov:deactivate": { version: "W/7" } },
};

const source = (turn: Turn, log: string, path: string, systems: readonly object[]) => ({
  ...{ role: "event-log", log, systems },
  reads: [{ path, exportedAt: { from: "value", value: readAt[turn] } }],
});

holdCells({
  collector: "events",
  shared: ["app", "dir"],
  sources: (turn) => ({
    log: source(turn, "entra", "logs/entra.json", [app]),
    okta: source(turn, "okta", "logs/okta.ndjson", [{ match: "*", system: "dir" }, app]),
    tokens: source(turn, "set", "logs/tokens.json", [{ match: issuer, system: "app" }]),
  }),
  files: () => ({
    "logs/entra.json": JSON.stringify({ value: eventRows().map(summary) }),
    "logs/okta.ndjson": systemLog.map((one) => `${JSON.stringify(one)}\n`).join(""),
    "logs/tokens.json": JSON.stringify([claims]),
  }),
});
