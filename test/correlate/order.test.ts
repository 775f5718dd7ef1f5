import fc from "fast-check";
import { expect, test } from "vitest";
import type { AnyRecord } from "../../src/model/record.ts";
import { everything, runsOf } from "../everything.ts";
import { account, app, credential, file, identity, joined, machine, system } from "../load/invented-estate.ts";

const name = fc.constantFrom("ana", "Ana", "ben", "cy", "dee", "");
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const emails = fc.array(fc.record({ value: name.map((one) => `${one}@example.com`), primary: fc.boolean() }), {
  maxLength: 2,
});
const common = {
  userName: some(name),
  employeeId: some(fc.constantFrom("1", "01", "2", "3")),
  emails,
  createdAt: some(fc.constantFrom("2020-01-01", "2024-01-01")),
};
const fields = fc.record({ ...common, externalId: some(fc.constantFrom("x", "y")) });
const people = fc.record({ ...common, immutableId: some(fc.constantFrom("x", "y", "z")) });
const populations = fc.subarray(["a", "b", "hr"]);

const world = fc.record({
  hr: fc.array(people, { maxLength: 5 }),
  a: fc.array(people, { maxLength: 5 }),
  b: fc.array(people, { maxLength: 5 }),
  forge: fc.array(fields, { maxLength: 6 }),
  from: fc.record({ a: populations, b: populations, forge: populations }),
  gone: fc.array(
    fc.record({
      userName: some(name),
      employeeId: some(fc.constantFrom("1", "2")),
      immutableId: some(fc.constantFrom("x", "y")),
    }),
    { maxLength: 4 },
  ),
  machines: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
  order: fc.infiniteStream(fc.nat()),
});

/** A copy in another order. */
function shuffled<T>(values: readonly T[], order: Iterator<number>): T[] {
  return values
    .map((value) => ({ value, key: order.next().value }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

test.runIf(everything)("neither the order of lines nor that of systems changes who is who", () => {
  fc.assert(
    fc.property(world, ({ order, ...drawn }) => {
      const before = resultOf(drawn, (values) => [...values]);
      expect(resultOf(drawn, (values) => shuffled(values, order))).toEqual(before);
    }),
    runsOf(400),
  );
});

type World = Omit<typeof world extends fc.Arbitrary<infer T> ? T : never, "order">;

function resultOf(drawn: World, arrange: <T>(values: readonly T[]) => T[]) {
  const records: Record<"hr" | "a" | "b" | "forge", AnyRecord[]> = {
    hr: drawn.hr.map((more, at) => identity("hr", `p${at}`, defined(more))),
    a: drawn.a.map((more, at) => identity("a", `p${at}`, defined(more))),
    b: drawn.b.map((more, at) => identity("b", `p${at}`, defined(more))),
    forge: drawn.forge.map((more, at) => account("forge", `p${at}`, defined(more))),
  };
  const keys = drawn.forge.flatMap((_, at) => [
    credential("forge", `k${at}`, `account:forge/main/p${at}`),
    credential("forge", `sub${at}`, `credential:forge/main/k${at}`),
  ]);
  const tombstones = drawn.gone.map((more, at) => ({
    ...{ id: `identity:hr/main/gone${at}`, firstSeen: "2020-01-01T00:00:00Z" },
    was: Object.fromEntries(
      Object.entries(defined(more)).map(([field, value]) => [field, [{ value, until: "2023-01-01T00:00:00Z" }]]),
    ),
    gone: { lastSeen: "2023-01-01T00:00:00Z", forgetAfter: "2027-01-01" },
  }));
  const systems = (["hr", "a", "b", "forge"] as const).map((name) => {
    const role = name === "hr" ? "authoritative-identity" : name === "forge" ? "application" : "directory";
    const kind = name === "forge" ? "account" : "identity";
    const whole = system(name, role, records[name]);
    const lines = {
      [kind]: [file(`${name}/${kind}.ndjson`, arrange(records[name]), "as given")],
      ...(name === "forge" && { credential: [file("forge/credential.ndjson", arrange(keys), "as given")] }),
    };
    const bytes = Buffer.from(arrange(tombstones.map((line) => `${JSON.stringify(line)}\n`)).join(""));
    const history = { ...(name === "hr" && { identity: [{ path: "hr/identity.history.ndjson", bytes }] }) };
    return { ...whole, lines, history };
  });
  const { estate, correlation } = joined(arrange(systems), {
    apps: (["a", "b", "forge"] as const).map((name) => app(name, drawn.from[name])),
    identities: drawn.machines.map((at) => machine(`m${at}`, [`account:forge/main/p${at}`, `account:a/main/p${at}`])),
  });
  const { accounts, identities } = estate.principals;
  const nameOf = (number: number) => identities[number]?.id ?? "";
  return {
    links: Object.fromEntries(
      accounts.map((row, at) => {
        const { situation, by, confidence, candidates, gone } = correlation.links[at] ?? { candidates: [] };
        return [row.id, { situation, by, confidence, found: candidates.length, gone: gone?.map(({ id }) => id) }];
      }),
    ),
    authoritative: Object.fromEntries(
      [...correlation.people.authoritative].map(([at, { situation, by }]) => [nameOf(at), [situation, by]]),
    ),
    subjects: correlation.subjects.all.map((subject) => ({
      ...{ id: subject.id, home: subject.home, kind: subject.kind, unmatched: subject.unmatched },
      identities: subject.identities.map(nameOf),
      accounts: subject.accounts.map((at) => accounts[at]?.id),
      credentials: subject.credentials.map((at) => estate.credentials[at]?.id).sort(),
    })),
  };
}

function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return JSON.parse(JSON.stringify(fields));
}
