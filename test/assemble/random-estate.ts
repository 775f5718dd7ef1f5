import fc from "fast-check";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { AnyRecord, RecordOf } from "../../src/model/record.ts";
import {
  account,
  app,
  credential,
  entitlement,
  grant,
  group,
  identity,
  machine,
  membership,
  system,
} from "../load/invented-estate.ts";

const at = fc.nat(4);
const status = fc.constantFrom("active", "disabled", "terminated", "leave", "unknown", "deleted", "invited");
const kind = fc.constantFrom("human", "service", "agent", "shared", "unknown", "external", "break-glass");
const moment = fc.constantFrom("2026-01-01", "2026-11-20T05:00:00Z", "2026-11-22", "2027-06-30");
const login = fc.constantFrom("ana", "ben", "cy", "dee", "eve");
/** Text as attackers and old systems write it. */
const odd = fc.constantFrom("plain", '"\\', "\u202e\u001b[31m", "日本 😀", "</script>", "a\u2028b", "null");

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const person = fc.record({
  login,
  number: fc.constantFrom("1", "01", "2", "3", "4"),
  status,
  kind,
  ends: some(moment),
  odd,
  owners: some(fc.array(fc.constantFrom("person:ana", "ben", "team0", "nobody"), { maxLength: 2 })),
});
const user = fc.record({ login, status, kind, created: some(moment), expires: some(moment), odd });
const key = fc.record({ of: at, status: fc.constantFrom("active", "revoked", "unknown"), expires: some(moment) });
const edge = fc.record({
  from: fc.nat(14),
  to: at,
  ends: some(moment),
  state: fc.constantFrom(undefined, "pending" as const),
});

/** Estates of a few people in HR, a directory and an application, with everything that can hang together or dangle. */
export const randomEstate = fc
  .record({
    hr: fc.array(person, { maxLength: 5 }),
    idp: fc.array(person, { maxLength: 5 }),
    forge: fc.array(user, { maxLength: 5 }),
    groups: fc.array(odd, { maxLength: 4 }),
    members: fc.uniqueArray(edge, { maxLength: 10, selector: ({ from, to }) => `${from} ${to}` }),
    grants: fc.uniqueArray(edge, { maxLength: 14, selector: ({ from, to }) => `${from} ${to}` }),
    keys: fc.array(key, { maxLength: 4 }),
    machines: fc.uniqueArray(at, { maxLength: 3 }),
    fed: fc.boolean(),
  })
  .map(({ hr, idp, forge, groups, members, grants, keys, machines, fed }) => {
    const principal = (number: number, missing: string) =>
      [
        ...forge.map((_, at) => `account:forge/main/u${at}`),
        ...idp.map((_, at) => `identity:idp/main/p${at}`),
        ...groups.map((_, at) => `group:idp/main/g${at}`),
        ...keys.map((_, at) => `credential:forge/main/k${at}`),
      ][number] ?? missing;
    const people = (name: string, rows: typeof hr): RecordOf<"identity">[] =>
      rows.map((row, at) =>
        identity(name, `p${at}`, {
          ...{ kind: row.kind, status: row.status, userName: row.login, employeeId: row.number, displayName: row.odd },
          ...(row.ends && { endDate: row.ends, expiresAt: row.ends }),
          ...(row.owners && { owners: row.owners }),
        }),
      );
    const directory: AnyRecord[] = [
      ...people("idp", idp),
      ...groups.map((name, at) => ({ ...group("idp", `g${at}`), name })),
      ...members.map(({ from, to, ends, state }) =>
        membership("idp", `g${to}`, principal(from, "identity:idp/main/gone"), {
          ...(ends && { expiresAt: ends }),
          ...(state && { state }),
        }),
      ),
    ];
    const application: AnyRecord[] = [
      ...forge.map((row, at) =>
        account("forge", `u${at}`, {
          ...{ kind: row.kind, status: row.status, userName: row.login, displayName: row.odd },
          ...(row.created && { createdAt: row.created }),
          ...(row.expires && { expiresAt: row.expires }),
        }),
      ),
      ...["r0", "r1", "r2"].map((name, at) => entitlement("forge", name, { privileged: at === 0 })),
      ...grants.map(({ from, to, ends }) =>
        grant("forge", principal(from, "account:forge/main/gone"), `r${to}`, { ...(ends && { expiresAt: ends }) }),
      ),
      ...keys.map(({ of, status, expires }, at) =>
        credential("forge", `k${at}`, principal(of, "account:forge/main/gone"), {
          status,
          ...(expires && { expiresAt: expires }),
        }),
      ),
    ];
    const systems: SystemInput[] = [
      system("hr", "authoritative-identity", people("hr", hr)),
      system("idp", "directory", directory),
      system("forge", "application", application),
    ];
    const access = {
      apps: [app("forge", ["idp"]), ...(fed ? [app("idp", ["hr"])] : [])],
      identities: machines.map((at) => machine(`m${at}`, [`account:forge/main/u${at}`])),
    };
    return { systems, access };
  });
