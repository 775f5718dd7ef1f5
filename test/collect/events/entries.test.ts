import { describe, expect, test } from "vitest";
import { entraEntry } from "../../../src/collect/events/entra.ts";
import { entraHeader, entraRow } from "../../../src/collect/events/entra-csv.ts";
import { oktaEntry } from "../../../src/collect/events/okta.ts";
import { securityEvents } from "../../../src/collect/events/security-event.ts";

const summary = {
  ...{
    id: "s-1",
    activityDateTime: "2026-11-20T08:00:00.700Z",
    jobId: "job.1",
    changeId: "c-1",
    provisioningAction: "StagedDelete",
  },
  provisioningStatusInfo: { status: "success", errorInformation: null },
  servicePrincipal: { id: "sp-1", displayName: "Desk" },
  sourceSystem: { id: "ss-1", displayName: "Entra" },
  targetSystem: { id: "ts-1", displayName: "Desk API" },
  initiatedBy: { id: "", displayName: "Provisioning Service" },
  sourceIdentity: { id: "u-1", identityType: "User" },
  targetIdentity: { id: "a-1", identityType: "User" },
  modifiedProperties: [{ displayName: "active", oldValue: "True", newValue: "False" }],
  provisioningSteps: [{ name: "Export", status: "success" }],
};

describe("Entra", () => {
  test("an entry is an event about the account, else about whoever it is for", () => {
    expect(entraEntry(summary)).toEqual({
      is: "event",
      told: {
        ...{ key: "c-1", txn: "c-1", op: "disable", result: "success", requestedAt: "2026-11-20T08:00:00Z" },
        subjects: [
          { kind: "account", system: ["ts-1", "Desk API", "sp-1", "Desk"], id: "a-1" },
          { kind: "identity", system: ["ss-1", "Entra"], id: "u-1" },
        ],
        channel: { id: "job.1", app: ["sp-1", "Desk", "ts-1", "Desk API", "job.1"], source: ["ss-1", "Entra"] },
        ...{ actor: "Provisioning Service", error: undefined },
        requestDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        responseDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(entraEntry({ ...summary, targetIdentity: { id: "" } })).toMatchObject({
      told: { subjects: [{ kind: "identity", id: "u-1" }] },
    });
  });

  test("nothing of what was asked or answered is kept", () => {
    expect(JSON.stringify(entraEntry(summary))).not.toContain("True");
  });

  test.each([
    [{ provisioningStatusInfo: { status: "warning" } }, "unknown", "warning"],
    [{ provisioningStatusInfo: null }, "unknown", "none at all"],
    [{ provisioningStatusInfo: null, statusInfo: { status: "Failure" } }, "failure", undefined],
    [{ provisioningStatusInfo: { status: "skipped" } }, "skipped", undefined],
  ])("%j is %s", (more, result, doubt) => {
    expect(entraEntry({ ...summary, ...more })).toMatchObject({ told: { result }, ...(doubt && { doubt }) });
  });

  test.each([
    [{ activityDateTime: "yesterday" }, "activityDateTime is missing, or no time"],
    [{ changeId: null, id: null }, "changeId and id are missing, so that nothing tells it from others"],
    [{ sourceIdentity: null, targetIdentity: null }, "neither sourceIdentity nor targetIdentity has an id"],
    [{ servicePrincipal: 7 }, "it is no entry of a provisioning log"],
  ])("%j is refused", (more, message) => {
    expect(entraEntry({ ...summary, ...more })).toEqual({ is: "bad", message });
  });

  test("what is no change of anybody is counted by what it is", () => {
    expect(entraEntry({ ...summary, provisioningAction: "other" })).toMatchObject({ is: "other", example: "other" });
    const role = { identityType: "RolesCompound", id: "r" };
    expect(entraEntry({ ...summary, sourceIdentity: role })).toMatchObject({ is: "other", example: "rolescompound" });
  });
});

describe("Entra as CSV", () => {
  const place = { file: "log.csv", line: 1, column: 1 };
  const names = [
    "Date (UTC)",
    "Change ID",
    "Action",
    "Status",
    "Job ID",
    "Source ID",
    "Target ID",
    "Target System Name",
  ];

  test("a row is the entry that it was", () => {
    const header = entraHeader(names, {}, place);
    if (!(header instanceof Map)) throw new Error("no header");
    const row = entraRow(["2026-11-20T08:00:00Z", "c-1", "Disable", "Success", "job.1", "u-1", "a-1", "Desk"], header);
    expect(entraEntry(row)).toMatchObject({
      told: { op: "disable", result: "success", txn: "c-1", subjects: [{ id: "a-1" }, { id: "u-1" }] },
    });
  });

  test("the config names what is called otherwise, and what is missing is told all at once", () => {
    expect(entraHeader(["Datum", ...names.slice(1)], { activityDateTime: "Datum" }, place)).toBeInstanceOf(Map);
    expect(entraHeader(["Datum"], { activityDateTime: "Datun", colour: "Datum" }, place)).toEqual([
      {
        code: "collect/unknown-column",
        message: 'there is no column "Datun"',
        place,
        next: expect.stringContaining("Datum"),
      },
      {
        code: "collect/unknown-column",
        message: "nothing stands at colour in the log",
        place,
        next: "Name the column in `columns`.",
      },
      ...["activityDateTime", "provisioningAction", "provisioningStatusInfo.status", "changeId or id"].map((path) => ({
        ...{
          code: "collect/unknown-column",
          message: `no column is known as ${path}`,
          place,
          next: "Name the column in `columns`.",
        },
      })),
      {
        code: "collect/unknown-column",
        message: "no column is known as sourceIdentity.id or targetIdentity.id",
        place,
        next: "Name the column in `columns`.",
      },
    ]);
  });
});

describe("Okta", () => {
  const user = { id: "u-1", type: "User", alternateId: "ana@example.com" };
  const app = { id: "0oa1", type: "AppInstance", displayName: "Desk", alternateId: "Desk" };
  const entry = {
    ...{ uuid: "l-1", published: "2026-11-20T08:00:00.123Z", eventType: "application.provision.user.deactivate" },
    actor: { id: "sp", type: "SystemPrincipal", alternateId: "system@okta.com" },
    ...{ outcome: { result: "SUCCESS" }, target: [app, user], transaction: { id: "t-1", type: "JOB" } },
  };

  test("what is pushed into an application goes through its channel", () => {
    expect(oktaEntry(entry)).toEqual({
      is: "event",
      told: {
        ...{ key: "l-1", txn: "t-1", op: "disable", result: "success", requestedAt: "2026-11-20T08:00:00Z" },
        subjects: [{ kind: "identity", system: [], id: "u-1" }],
        ...{ object: undefined, error: undefined, actor: "system@okta.com" },
        channel: { id: "0oa1", app: ["0oa1", "Desk", "Desk"], source: [] },
      },
    });
  });

  test("a membership has its group, and an assignment its application", () => {
    const group = { id: "g-1", type: "UserGroup" };
    expect(oktaEntry({ ...entry, eventType: "group.user_membership.remove", target: [user, group] })).toMatchObject({
      told: { op: "member-remove", object: { kind: "group", id: "g-1" }, channel: undefined },
    });
    expect(oktaEntry({ ...entry, eventType: "application.user_membership.add" })).toMatchObject({
      told: { op: "grant", object: { kind: "entitlement", id: "0oa1" } },
    });
  });

  test.each([
    ["FAILURE", "failure"],
    ["DENY", "failure"],
    ["SKIPPED", "skipped"],
    ["CHALLENGE", "unknown"],
  ])("%s is %s", (result, expected) => {
    expect(oktaEntry({ ...entry, outcome: { result } })).toMatchObject({ told: { result: expected } });
  });

  test("a sort that is not known is told apart from what changes nobody", () => {
    const of = (eventType: string) => oktaEntry({ ...entry, eventType });
    expect(of("user.session.start")).toEqual({
      is: "other",
      why: "entries that change nobody's access were left out",
      example: "user.session.start",
    });
    expect(of("user.lifecycle.teleport")).toMatchObject({
      is: "other",
      why: expect.stringContaining("may change access"),
    });
  });

  test.each([
    [{ published: undefined }, "published is missing, or no time"],
    [{ uuid: null }, "uuid is missing"],
    [{ target: null }, "no target of it is a user"],
    [{ eventType: undefined }, "it is no entry of a System Log: eventType is missing, or no text"],
  ])("%j is refused", (more, message) => {
    expect(oktaEntry({ ...entry, ...more })).toEqual({ is: "bad", message });
  });
});

describe("security event tokens", () => {
  const userUri = (id: string) => `/Users/${id}`;
  const claims = {
    ...{ iss: "https://idp.example.com", jti: "j-1", txn: "x-1", iat: 1_763_280_060, toe: 1_763_280_000 },
    sub_id: { format: "scim", uri: userUri("a-1") },
    events: { "urn:ietf:params:scim:event:prov:deactivate": {} },
  };

  test("what SCIM says of a user is an event about the account", () => {
    expect(securityEvents(claims)).toEqual([
      {
        is: "event",
        told: {
          ...{ key: "x-1", txn: "x-1", op: "disable", result: "success" },
          ...{ requestedAt: "2025-11-16T08:00:00Z", sentAt: "2025-11-16T08:01:00Z" },
          subjects: [{ kind: "account", system: ["https://idp.example.com"], id: "a-1" }],
          channel: { id: "https://idp.example.com", app: ["https://idp.example.com"], source: [] },
          responseDigest: undefined,
        },
      },
    ]);
  });

  test("what RISC says too, whichever way it names the subject", () => {
    const events = {
      "https://schemas.openid.net/secevent/risc/event-type/account-purged": {
        subject: { subject_type: "iss-sub", iss: "i", sub: "a-2" },
      },
    };
    expect(securityEvents({ ...claims, sub_id: undefined, events })).toMatchObject([
      { told: { op: "delete", subjects: [{ kind: "account", system: ["i", "https://idp.example.com"], id: "a-2" }] } },
    ]);
    expect(
      securityEvents({ ...claims, sub_id: { format: "scim", uri: "https://h/scim/v2/Groups/g-1" } }),
    ).toMatchObject([{ told: { subjects: [{ kind: "group", id: "g-1" }] } }]);
  });

  test("several events of one token are several, and removal from a feed is no deletion", () => {
    const events = { "urn:ietf:params:scim:event:prov:activate": {}, "urn:ietf:params:scim:event:feed:remove": {} };
    expect(securityEvents({ ...claims, events })).toMatchObject([
      { is: "event", told: { op: "enable" } },
      { is: "other", example: "urn:ietf:params:scim:event:feed:remove" },
    ]);
  });

  test.each([
    [{ jti: undefined }, "iss or jti is missing"],
    [{ iat: undefined, toe: undefined }, "toe, event_timestamp and iat are missing, or no times"],
    [{ sub_id: {} }, "sub_id is missing, or has none of uri, sub, id and email"],
    [{ events: {} }, "events is empty"],
  ])("%j is refused", (more, message) => {
    expect(securityEvents({ ...claims, ...more })).toEqual([{ is: "bad", message }]);
  });
});
