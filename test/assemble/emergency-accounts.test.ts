import { expect, test } from "vitest";
import { emergencyAccounts } from "../../src/assemble/emergency-accounts.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { Completeness } from "../../src/model/manifest.ts";
import { type RecordKind, recordId } from "../../src/model/record-id.ts";
import { account, app, identity, joined, observed, system } from "../load/invented-estate.ts";

const idOf = (name: string, of = "forge") => recordId("account", of, "main", name);
const place = { file: "access/breakglass.yaml", line: 1, column: 3 };
const declared = (of: string, name: string) => ({
  account: { kind: "account", text: idOf(name, of), id: idOf(name, of), system: of, place } as const,
  ...{ custodians: [], testedAt: "2026-10-01", allow: [], place },
});
const breakglass = [
  declared("forge", "lost"),
  declared("forge", "ana"),
  declared("idp", "ben"),
  declared("idp", "gone"),
];

const idp = system("idp", "directory", [identity("idp", "ana"), identity("idp", "ben")]);
const forge = (...more: Parameters<typeof system>[2]) =>
  system("forge", "application", [account("forge", "ana"), ...more]);
const ana = { id: idOf("ana"), observedAt: observed, record: { id: idOf("ana"), status: "active" } };
const lost = { id: idOf("lost"), observedAt: observed };

function emergenciesOf(name: string, ...systems: readonly SystemInput[]) {
  const { estate } = joined(systems, { apps: [app("vault", ["idp"])], breakglass });
  return emergencyAccounts(name, { estate, accountsAt: () => observed }).emergencies;
}

function readAs(input: SystemInput, kind: RecordKind, completeness: Completeness): SystemInput {
  const entry = input.kinds[kind];
  if (!entry) throw new Error(`${input.system} has no ${kind} records`);
  return { ...input, kinds: { ...input.kinds, [kind]: { ...entry, completeness } } };
}

test("those of the application are there, sorted, and one that was not read without a record", () => {
  expect(emergenciesOf("forge", idp, forge())).toEqual([ana, lost]);
  expect(emergenciesOf("vault", idp, forge())).toBeUndefined();
});

test("a directory's user is its account", () => {
  const ben = idOf("ben", "idp");
  expect(emergenciesOf("idp", idp)).toEqual([
    { id: ben, observedAt: observed, record: { id: ben, status: "active" } },
    { id: idOf("gone", "idp"), observedAt: observed },
  ]);
});

test("an end, and what could not be read, are told too", () => {
  const ending = account("forge", "lost", { status: "unknown", expiresAt: "2026-12-31", unknown: ["status"] });
  const record = { id: idOf("lost"), status: "unknown", unknown: ["status"] };
  expect(emergenciesOf("forge", idp, forge(ending))).toEqual([
    ana,
    { ...lost, record, expires: "2026-12-31T23:59:59Z" },
  ]);
});

test.each(["full", "asserted"] as const)("what is not among accounts that are %s is not there", (completeness) => {
  expect(emergenciesOf("forge", idp, readAs(forge(), "account", completeness))).toEqual([ana, lost]);
});

test.each(["partial", "denied", "scoped", "not-collected"] as const)(
  "what is not among accounts that are %s may be there",
  (completeness) => {
    const unread = { ...lost, unread: true };
    expect(emergenciesOf("forge", idp, readAs(forge(), "account", completeness))).toEqual([ana, unread]);
    expect(emergenciesOf("idp", readAs(idp, "identity", completeness))?.[1]).toHaveProperty("unread", true);
  },
);

test("what Git alone declares was not read, and is not said to be gone where nothing was", () => {
  const line = { kind: "account", id: idOf("lost"), declared: { file: "access/forge.csv", line: 2 } } as const;
  const input = { ...forge(), declared: [{ ...line, json: JSON.stringify(account("forge", "lost")) }] };
  expect(emergenciesOf("forge", idp, input)).toEqual([ana, lost]);
  expect(emergenciesOf("forge", idp, { ...input, lines: {} })).toEqual([
    { id: idOf("ana"), observedAt: observed, unread: true },
    { ...lost, unread: true },
  ]);
  expect(emergenciesOf("forge", idp)).toEqual(
    [idOf("ana"), idOf("lost")].map((id) => ({ id, observedAt: observed, unread: true })),
  );
});
