import { expect, test } from "vitest";
import { recordId } from "../../src/model/record-id.ts";
import { IdentityKind } from "../../src/model/records/common.ts";
import { Credential } from "../../src/model/records/credential.ts";
import { EntitlementKind } from "../../src/model/records/entitlement.ts";
import { Group } from "../../src/model/records/group.ts";
import { openSnapshot, verifySnapshot } from "../../src/snapshot/index.ts";
import type { PlainRecord } from "../collect/plain-source.ts";
import { account, at, freshFolder, invented, treeOf, writePlain } from "./invented.ts";

const of = (kind: Parameters<typeof recordId>[0], name: string) => recordId(kind, "forge", "acme", name);

/** What can be granted, and whatever can hold it: one of each sort there is. */
const records: PlainRecord[] = [
  ...IdentityKind.options.map((kind) => account(kind, { kind })),
  ...EntitlementKind.options.map(
    (kind): PlainRecord => ({
      kind: "entitlement",
      record: { id: of("entitlement", kind), app: "forge", kind, name: kind },
    }),
  ),
  ...Group.shape.kind.options.map(
    (kind): PlainRecord => ({
      kind: "group",
      record: { id: of("group", kind), name: kind, kind, membershipType: "assigned" },
    }),
  ),
  ...Credential.shape.type.options.map(
    (type): PlainRecord => ({
      kind: "credential",
      record: { id: of("credential", type), principal: of("account", "service"), type, status: "active" },
    }),
  ),
];

test("records of every kind there is come back from a snapshot as they were written", async () => {
  const dir = await freshFolder();
  await writePlain(dir, [invented(records)], at(1));
  const files = Object.entries(await treeOf(dir)).filter(([path]) => /^forge\/\w+\.ndjson$/.test(path));
  const lines = files.flatMap(([, text]) => text.trimEnd().split("\n"));
  const read: unknown[] = lines.map((line) => JSON.parse(line));
  expect(read).toHaveLength(records.length);
  expect(read).toEqual(expect.arrayContaining(records.map(({ record }) => record)));
  expect(verifySnapshot(await openSnapshot(dir)).problems).toEqual([]);
  const kinds = ["role", "project", "workspace", "group", "tool", "api-scope", "custom"];
  expect(EntitlementKind.options).toEqual(expect.arrayContaining(kinds));
  expect(Credential.shape.type.options).toEqual(expect.arrayContaining(["oauth-client-secret", "api-key", "pat"]));
});
