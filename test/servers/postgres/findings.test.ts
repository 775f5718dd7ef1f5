import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Report } from "../../../src/model/report.ts";
import { type Project, project, source } from "./project.ts";
import { grants, membershipsOf, roles, sow } from "./seed.ts";
import { type RunningPostgres, startPostgres, type Version } from "./start.ts";

const registered = ["auditor", "app_owner"];
const unregistered = ["svc_payments"];
/** Accounts that say they are people's, and match nobody. */
const strangers = ["ghost"];

describe.each([15, 18] as const)("PostgreSQL %i", (version) => {
  let server: RunningPostgres;

  beforeAll(async () => {
    server = await startPostgres(version);
    await sow(server, version);
  });
  afterAll(async () => await server?.stop());

  /** The report, and for every grant who holds it and what. */
  async function checked(): Promise<{ report: Report; names: ReadonlyMap<string, string> }> {
    const hr = JSON.stringify({
      ...{ collector: "files", role: "authoritative-identity" },
      reads: [
        {
          ...{ path: "hr.json", exportedAt: { from: "value", value: "2026-11-22T06:00:00Z" } },
          records: [
            {
              ...{ kind: "identity", each: "*", id: "{number}" },
              fields: {
                ...{ kind: { value: "human" }, userName: "login" },
                status: { from: "state", map: { active: "active", terminated: "terminated" } },
              },
            },
          ],
        },
      ],
    });
    const made = project(server, { hr, pg: source(server) });
    plant(made);
    const collected = await made.run();
    expect(collected.code, collected.stderr).toBe(0);
    const { code, stdout, stderr } = await made.run(["check", "--format", "json"]);
    expect(code, stderr).toBe(1);
    const entitlements = made.records("entitlement");
    const names = [...made.records("grant")].map(([id, { principal, entitlement }]) => {
      const holder = String(principal).split("/").slice(2).join("/");
      return [id, `${holder} ${entitlements.get(String(entitlement))?.name}`] as const;
    });
    return { report: Report.parse(JSON.parse(stdout)), names: new Map(names) };
  }

  test("leavers, orphans and machines that nobody answers for are found, and nothing else; what machines are to hold, nobody has told", async () => {
    const { report, names } = await checked();
    const found = report.findings.map(({ rule, object, reason, causes = [] }) =>
      [rule, names.get(object) ?? object, reason, ...causes.map((cause) => cause.rule)].join(" | "),
    );
    expect(found.sort()).toEqual(expectedFindings(version).sort());
    expect(report.obstacles).toEqual([]);
    const unjudged = report.unknowns.map(({ rule, reason, count }) => [rule, reason, count].join(" | "));
    expect(unjudged).toEqual(["nhi-overprivileged | approval-untold | 8"]);
  });
});

/** What has to be found, from what was sown: rule, who holds which right (or which account), reason, causes. */
function expectedFindings(version: Version): string[] {
  const of = (name: string, rule: string, ...rest: string[]) =>
    heldBy(name, version).map(([holder, right]) => [rule, `${holder} ${right}`, ...rest].join(" | "));
  const gone = roles.filter(({ hr }) => hr === "terminated");
  const working = gone.filter(({ account }) => account?.status === "active");
  const ended = gone.filter(({ account }) => account?.status === "disabled");
  return [
    ...working.flatMap(({ name }) => of(name, "grant-no-active-record", "inactive", "leaver-account-enabled")),
    ...ended.flatMap(({ name }) => of(name, "leaver-grant-residual", "inactive")),
    ...strangers.flatMap((name) => of(name, "grant-no-active-record", "none", "orphan-account")),
    ...unregistered.flatMap((name) => of(name, "grant-no-active-record", "none", "nhi-unregistered")),
    "identity-unclassified | account:pg/main/%20 | account",
  ];
}

/** Who holds what a role has, itself or by the groups it is in, however deep. */
function heldBy(name: string, version: Version): (readonly [holder: string, right: string])[] {
  const memberships = membershipsOf(version).filter(([, , , options]) => /inherit|set/.test(options));
  const reached = new Set([name]);
  for (const holder of reached) {
    for (const [group, member] of memberships) if (member === holder) reached.add(group);
  }
  const attributes = roles.flatMap(({ name: role, has = [] }) => has.map((right) => [role, right] as const));
  const admins = membershipsOf(version).filter(([, , , options]) => options.startsWith("admin"));
  return [...attributes, ...admins.map(([group, member]) => [member, `${group} ADMIN OPTION`] as const), ...grants]
    .filter(([holder]) => reached.has(holder))
    .map(([holder, right]) => [holder, right]);
}

function plant({ write }: Project): void {
  const people = roles.flatMap(({ name, hr }) => (hr ? [{ login: name, state: hr }] : []));
  write("hr.json", JSON.stringify(people.map((person, index) => ({ number: `E${index}`, ...person }))));
  const kinds = [
    ...[...registered, ...unregistered].map((name) => ({ match: name, kind: "service" })),
    ...strangers.map((name) => ({ match: name, kind: "human" })),
  ];
  write(
    "access/apps/pg.yaml",
    JSON.stringify({ owner: "person:E0", people: ["hr"], lifecycle: { channel: "manual" }, kinds }),
  );
  const entries = registered.map((name) => ({
    ...{ id: `nhi:${name}`, kind: "service", accounts: [`account:pg/main/${name}`], owner: "person:E0" },
    ...{ purpose: "reads", expires: "2027-05-31" },
  }));
  write("access/identities/machines.yaml", JSON.stringify(entries));
}
