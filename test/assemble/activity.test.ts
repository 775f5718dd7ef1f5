import { describe, expect, test } from "vitest";
import { findBlindness } from "../../src/assemble/blindness.ts";
import { assemble } from "../../src/assemble/index.ts";
import { canonicalLine } from "../../src/canonical.ts";
import { SubjectDocument } from "../../src/model/document.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { RecordKind } from "../../src/model/record-id.ts";
import { Rule } from "../../src/model/rule.ts";
import { account, credential, identity, joined, now, system } from "../load/invented-estate.ts";

const dana = "account:crm/main/dana";
const key = "credential:crm/main/k";

/** An application with an account and a key, of which the activity given is told, and read by these fields. */
function application(
  lines: readonly (object | string)[],
  fields: readonly string[] = ["lastUsedAt", "lastLoginAt"],
  more: Partial<SystemInput> = {},
): SystemInput {
  const made = system("crm", "application", [account("crm", "dana"), credential("crm", "k", dana)], more);
  const of = (kind: RecordKind) =>
    lines.filter((line) => typeof line === "string" || ("id" in line && String(line.id).startsWith(kind)));
  const file = (kind: RecordKind) => ({
    path: `crm/${kind}.activity.ndjson`,
    bytes: Buffer.from(
      of(kind)
        .map((line) => `${typeof line === "string" ? line : canonicalLine(line)}\n`)
        .join(""),
    ),
  });
  return {
    ...made,
    kinds: Object.fromEntries(
      Object.entries(made.kinds).map(([kind, entry]) => [
        kind,
        { ...entry, fieldsRead: [...(entry?.fieldsRead ?? []), ...fields] },
      ]),
    ),
    activity: { account: [file("account")], credential: [file("credential")] },
  };
}

/** The activity of the account and of the key. */
function told(input: SystemInput) {
  const { estate, correlation } = joined([input]);
  const [batch] = [...assemble(estate, correlation, { now, faults: [] }).batches].filter(
    ({ scope }) => scope === "subject",
  );
  const text = Buffer.from(new Uint8Array(batch?.bytes ?? new ArrayBuffer(0))).toString();
  const document = SubjectDocument.parse(JSON.parse(text.slice(0, batch?.ends[0])));
  return { account: document.accounts[0]?.activity, key: document.credentials[0]?.activity, faults: estate.faults };
}

describe("when something was last used", () => {
  test("an instant stands for itself, a day lasts from its first to its last second", () => {
    const found = told(
      application([
        { id: dana, lastLoginAt: "2026-11-20" },
        { id: key, lastUsedAt: "2026-11-20T10:00:00Z" },
      ]),
    );
    expect(found.account).toEqual({ used: "2026-11-20T23:59:59Z", usedFrom: "2026-11-20T00:00:00Z" });
    expect(found.key).toEqual({ used: "2026-11-20T10:00:00Z" });
  });

  test("a day may be one of UTC or of the source's zone, so it lasts as long as both", () => {
    const found = told(
      application([{ id: dana, lastLoginAt: "2026-11-20" }], ["lastLoginAt"], { zone: "Europe/Berlin" }),
    );
    expect(found.account).toEqual({ used: "2026-11-20T23:59:59Z", usedFrom: "2026-11-19T23:00:00Z" });
  });

  test("of two uses the later one counts", () => {
    const line = { id: dana, lastLoginAt: "2026-11-20T08:00:00Z", lastUsedAt: "2026-11-19" };
    expect(told(application([line])).account).toEqual({ used: "2026-11-20T08:00:00Z" });
  });

  test("a source that tells a month late may know of no use until then", () => {
    const found = told(application([{ id: dana, lastLoginAt: "2026-10-01", granularity: "month" }]));
    expect(found.account).toEqual({
      ...{ used: "2026-11-01T23:59:59Z", usedFrom: "2026-10-01T00:00:00Z" },
      granularity: "month",
    });
  });

  test("that failures count, and that nobody knows how exact it is, is said", () => {
    const line = { id: key, lastUsedAt: "2026-11-20T08:00:00Z", granularity: "unknown", includesFailures: true };
    expect(told(application([line])).key).toEqual({
      ...{ used: "2026-11-20T08:00:00Z", granularity: "unknown", includesFailures: true },
    });
  });

  test("never is said only where the field was read, and read for this record", () => {
    expect(told(application([])).account).toEqual({ never: true });
    expect(told(application([], [])).account).toBeUndefined();
    const open = application([]);
    const lines = {
      ...open.lines,
      account: system("crm", "application", [account("crm", "dana", { unknown: ["lastUsedAt"] })]).lines.account ?? [],
    };
    expect(told({ ...open, lines }).account).toBeUndefined();
    expect(told({ ...open, lines }).key).toEqual({ never: true });
  });

  test("a use of something that is not there says nothing, and a bad line is a fault", () => {
    const { account: found, faults } = told(
      application([{ id: "account:crm/main/gone", lastUsedAt: "2026-11-20" }, "{"]),
    );
    expect(found).toEqual({ never: true });
    expect(faults.map(({ fault }) => [fault.reason, fault.object])).toEqual([
      ["invalid", "crm/account.activity.ndjson:2"],
      ["invalid", "crm/credential.activity.ndjson:1"],
    ]);
  });
});

describe("a rule that needs one of several fields", () => {
  const rule = Rule.parse({
    ...{ id: "used", scope: "subject", title: "t", description: "d.", origin: "shipped" },
    ...{ severity: "low", examines: "subject", reasons: {}, remediation: "r." },
    needs: [
      {
        oneOf: [
          { kind: "account", fields: ["lastLoginAt"] },
          { kind: "credential", fields: ["lastUsedAt"] },
        ],
      },
    ],
  });
  const blindIn = (fields: readonly string[]) => {
    const { estate, correlation } = joined([
      application([], fields),
      system("hr", "authoritative-identity", [identity("hr", "7")]),
    ]);
    return findBlindness([rule], estate, correlation);
  };

  test("is judged where one is read", () => {
    expect(blindIn(["lastUsedAt"])).toEqual({});
    expect(blindIn(["lastLoginAt"])).toEqual({});
  });

  test("is blind where none is, and says what is missing", () => {
    expect(blindIn([])).toEqual({
      used: {
        crm: {
          code: "field-not-read",
          text: "lastLoginAt of account records of crm was not read; lastUsedAt of credential records of crm was not read",
        },
      },
    });
  });
});
