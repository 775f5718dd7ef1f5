import fc from "fast-check";
import { expect, test } from "vitest";
import type { Unregistered } from "../../../src/commands/access/adopt/find-unregistered.ts";
import { stubLines, stubNamer } from "../../../src/commands/access/adopt/stub.ts";
import { recordId } from "../../../src/model/record-id.ts";
import { declared } from "../../access/declare.ts";

function machine(name: string, more: Partial<Unregistered> = {}): Unregistered {
  return {
    ...{ kind: "service", system: "crm", name, accounts: [0], ids: [recordId("account", "crm", "main", name || "x")] },
    ...{ identities: [], credentials: [], privileged: false },
    ...more,
  };
}

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });

test("a stub reads back as it was meant, whatever systems call things", async () => {
  const hostile = fc.oneof(text, fc.constantFrom('x"\n- id: nhi:evil', "a: b # c", "*x", "\u0085\u2028", "no", "- a"));
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (name, group, because) => {
      const who = `group:crm/${group.trim().normalize("NFC") || "x"}`;
      const stub = {
        id: stubNamer([])(machine(name)),
        machine: machine(name, {
          ids: [recordId("account", "crm", "main", name), recordId("account", "crm", "main", `${name}2`)],
        }),
        proposal: { who, because, evidence: "owner" as const },
        decideBy: "2027-01-15",
      };
      const { identities } = await declared({ "access/identities/crm.yaml": `${stubLines(stub).join("\n")}\n` });
      expect(identities).toHaveLength(1);
      expect(identities[0]).toMatchObject({ id: stub.id, proposed: { who: { text: who }, because } });
      expect(identities[0]?.accounts.map((account) => account.kind === "account" && account.id)).toEqual(
        stub.machine.ids,
      );
    }),
  );
});

test("many accounts stand one a line", () => {
  const ids = ["a", "b", "c", "d"].map((name) => recordId("account", "warehouse", "production", `service-${name}`));
  const [first = "", ...more] = ids;
  const proposal = { who: "person:ana", because: "owner in hr", evidence: "owner" as const };
  const lines = stubLines({
    id: "nhi:x",
    machine: machine("x", { ids: [first, ...more] }),
    proposal,
    decideBy: "2027-01-15",
  });
  expect(lines.slice(2, 5)).toEqual([
    "  accounts:",
    '    - "account:warehouse/production/service-a"',
    '    - "account:warehouse/production/service-b"',
  ]);
});

test("ids are words, and each is given once", () => {
  const nameOf = stubNamer(["nhi:taken"]);
  const names = [
    "taken",
    "taken",
    "taken",
    "bot@example.com",
    "../../etc/passwd",
    "CN=x, OU=y",
    "日本 bot",
    "   ",
    "-",
  ];
  expect(names.map((name) => nameOf(machine(name)))).toEqual([
    ...["nhi:taken-crm", "nhi:taken-crm-2", "nhi:taken-crm-3", "nhi:bot@example.com", "nhi:etc-passwd"],
    ...["nhi:CN-x-OU-y", "nhi:日本-bot", "nhi:crm", "nhi:crm-crm"],
  ]);
});
