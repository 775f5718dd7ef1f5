// @module-tag long
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { extent, sampleOf } from "../../everything.ts";
import { runTool, shortPatience, standingOf } from "../../faults/run-tool.ts";
import { certificates, type Said, type Script, startCutter, startFake } from "./fake-directory.ts";
import { good, groups, paged, pageSize, people, spoilt } from "./small-directory.ts";

const file = join(import.meta.dirname, "../../faults/ldap.json");
const password = "not-to-be-seen-4711";
const hostile = "Eve\n::error::pwned\u0000\u202e\u001b[31mroot\u001b]0;x\u0007\u2028<script>";

const healthyScript: Script = { search: good };

interface Fault {
  readonly name: string;
  readonly endpoint: string;
  readonly script: (log: (what: string) => void) => Script;
  /** Bytes after which a proxy cuts the connection. */
  readonly cut?: number;
  /** What the log must say; where TLS fails the server hears of no request. */
  readonly unheard?: true;
  readonly outcome: "fails" | "survives";
}

const refused =
  (text: string) =>
  (log: (what: string) => void): Script => ({ ...healthyScript, bind: () => told(log, { code: 49, text }) });
function told(log: (what: string) => void, said: Said): Said {
  log("answered otherwise");
  return said;
}

const faults: readonly Fault[] = [
  {
    name: "wrong password",
    endpoint: "bind",
    outcome: "fails",
    script: refused("80090308: LdapErr: DSID-0C09044E, data 52e, v1db1"),
  },
  { name: "disabled bind account", endpoint: "bind", outcome: "fails", script: refused("80090308: data 533, v1db1") },
  { name: "expired bind account", endpoint: "bind", outcome: "fails", script: refused("80090308: data 701, v1db1") },
  { name: "locked bind account", endpoint: "bind", outcome: "fails", script: refused("80090308: data 775, v1db1") },
  {
    name: "a certificate that signed itself",
    endpoint: "TLS",
    outcome: "fails",
    unheard: true,
    script: () => ({ ...healthyScript, certificate: "self-signed" }),
  },
  {
    name: "a certificate of another host",
    endpoint: "TLS",
    outcome: "fails",
    unheard: true,
    script: () => ({ ...healthyScript, certificate: "other-name" }),
  },
  ...(["people", "groups"] as const).flatMap((part): Fault[] => {
    const all = part === "people" ? people : groups;
    const size = part === "people" ? pageSize : 1;
    const page = (from: number, cookie: string): Said => ({ entries: all.slice(from, from + size), cookie });
    return [
      {
        name: "missing right",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { code: 50 })),
      },
      {
        name: "nothing found",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { cookie: "" })),
      },
      {
        name: "no such entry",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { code: 32 })),
      },
      { name: "busy", endpoint: part, outcome: "fails", script: (log) => spoilt(part, () => told(log, { code: 51 })) },
      {
        name: "size limit in the middle",
        endpoint: part,
        outcome: "fails",
        script: (log) =>
          spoilt(part, (_asked, turn) =>
            turn === 1 ? page(0, "1") : told(log, { code: 4, entries: all.slice(size, size + 1) }),
          ),
      },
      {
        name: "time limit",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { code: 3 })),
      },
      {
        name: "administrative limit",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { code: 11 })),
      },
      {
        name: "pages ignored, cut at the page",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { entries: all.slice(0, size) })),
      },
      {
        name: "pages ignored, all at once",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { entries: all })),
      },
      {
        name: "pages refused, all at once",
        endpoint: part,
        outcome: "survives",
        script: (log) =>
          spoilt(part, (asked) => told(log, asked.pageSize === undefined ? { entries: all } : { code: 12 })),
      },
      {
        name: "first page for ever",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, page(0, "1"))),
      },
      {
        name: "empty pages for ever",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { cookie: "1" })),
      },
      {
        name: "an empty page in between",
        endpoint: part,
        outcome: "survives",
        script: (log) =>
          spoilt(part, (asked) => (asked.cookie === "" ? told(log, { cookie: "0" }) : paged(all, asked))),
      },
      {
        name: "a part on another server",
        endpoint: part,
        outcome: "fails",
        script: (log) =>
          spoilt(part, () =>
            told(log, {
              entries: all,
              cookie: "",
              referrals: ["ldap://other.example.com/ou=more,dc=example,dc=com??sub"],
            }),
          ),
      },
      {
        name: "connection cut among entries",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, (asked) => told(log, { ...paged(all, asked), cutAfter: 1 })),
      },
      {
        name: "an entry over 64 MiB",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { raw: Buffer.from([0x30, 0x84, 0x10, 0, 0, 0, 2, 1, 4]) })),
      },
      {
        name: "an answer that is no LDAP",
        endpoint: part,
        outcome: "fails",
        script: (log) => spoilt(part, () => told(log, { raw: Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n") })),
      },
      {
        name: "entries without their id",
        endpoint: part,
        outcome: "fails",
        script: (log) =>
          spoilt(part, () =>
            told(log, {
              cookie: "",
              entries: all.map(({ dn, values: { entryUUID: _id, ...values } }) => ({ dn, values })),
            }),
          ),
      },
      {
        name: "names that are no UTF-8",
        endpoint: part,
        outcome: "survives",
        script: (log) =>
          spoilt(part, () =>
            told(log, {
              cookie: "",
              entries: all.map((entry) => ({
                ...entry,
                values: { ...entry.values, displayName: [Buffer.from([0xff, 0xfe])] },
              })),
            }),
          ),
      },
      {
        name: "hostile names",
        endpoint: part,
        outcome: "survives",
        script: (log) =>
          spoilt(part, () =>
            told(log, {
              cookie: "",
              entries: all.map((entry, index) =>
                index > 0 ? entry : { ...entry, values: { ...entry.values, cn: [hostile] } },
              ),
            }),
          ),
      },
    ];
  }),
  {
    name: "locks hidden",
    endpoint: "lock",
    outcome: "fails",
    script: (log) => spoilt("lock", () => told(log, { cookie: "" })),
  },
  {
    name: "members hidden",
    endpoint: "groups",
    outcome: "fails",
    script: (log) =>
      spoilt("groups", () =>
        told(log, {
          cookie: "",
          entries: groups.map(({ dn, values: { member: _member, ...values } }) => ({ dn, values })),
        }),
      ),
  },
  { name: "connection cut by the network", endpoint: "any", outcome: "fails", cut: 5000, script: () => healthyScript },
];

const state = { folder: "", rows: [] as object[] };
/** Kinds that cannot be whole without a part. */
const dependents: Readonly<Record<string, readonly string[]>> = {
  people: ["identity", "membership"],
  groups: ["membership"],
  lock: ["identity"],
};
const whole = new Set(["full", "scoped", "asserted"]);

beforeAll(async () => {
  state.folder = mkdtempSync(join(tmpdir(), "entitlint-ldap-faults-"));
  copyFileSync(join(certificates, "ca.pem"), join(state.folder, "ca.pem"));
  const healthy = await startFake(healthyScript);
  expect(await collect(healthy.url, "2026-11-22T09:00:00Z")).toMatchObject({ code: 0 });
  await healthy.stop();
  cpSync(join(state.folder, "snapshots"), join(state.folder, "good"), { recursive: true });
});
afterAll(() => {
  rmSync(state.folder, { recursive: true, force: true });
  if (process.env.ENTITLINT_UPDATE === "1") writeFileSync(file, `${JSON.stringify(state.rows, null, 2)}\n`);
});

async function collect(url: string, now: string) {
  const config = [
    "version: 1",
    "sources:",
    "  source:",
    "    collector: ldap",
    "    role: directory",
    `    url: ${url}`,
    "    ca: ca.pem",
    "    user: cn=reader",
    "    password: env:PW",
    `    pageSize: ${pageSize}`,
    "",
  ];
  writeFileSync(join(state.folder, "entitlint.yaml"), config.join("\n"));
  return await runTool(state.folder, ["collect"], {
    env: { PW: password },
    now: new Date(now),
    patience: { ...shortPatience, silence: 2 },
  });
}

const tried = process.env.ENTITLINT_UPDATE === "1" ? faults : sampleOf(faults, 4);

describe(`ldap and faults (${extent})`, () => {
  test.each(tried.map((fault) => [`${fault.name} (${fault.endpoint})`, fault] as const))("%s", async (_name, fault) => {
    rmSync(join(state.folder, "snapshots"), { recursive: true, force: true });
    cpSync(join(state.folder, "good"), join(state.folder, "snapshots"), { recursive: true });
    const before = standingOf(state.folder, "source");
    expect(before).toMatchObject({
      kept: { identity: 10, group: 2, membership: 13 },
      completeness: { identity: "full", group: "full", membership: "full" },
    });

    const logged: string[] = [];
    const server = await startFake(fault.script((what) => logged.push(what)));
    const cutter =
      fault.cut === undefined
        ? undefined
        : await startCutter(Number(new URL(server.url).port), fault.cut, (what) => logged.push(what));
    const ran = await collect(cutter ? `ldaps://127.0.0.1:${cutter.port}` : server.url, "2026-11-22T10:00:00Z");
    await cutter?.stop();
    await server.stop();

    const after = standingOf(state.folder, "source");
    if (!fault.unheard) expect(logged).not.toEqual([]);
    expect(after.kept).toEqual(before.kept);
    expect(ran.stdout + ran.stderr).not.toContain(password);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not reach a terminal
    expect(ran.stderr).not.toMatch(/[\u0000\u001b\u202e]/u);
    const completeness = after.failed ? "source failed" : after.completeness;
    const isWhole = !after.failed && Object.values(after.completeness).every((one) => whole.has(one));
    expect(isWhole).toBe(fault.outcome === "survives");
    // The collector itself says what is missing; it does not leave that to whoever counts what is gone.
    expect(ran.stderr).not.toContain("not believed");
    const hit = fault.outcome === "survives" || after.failed ? [] : (dependents[fault.endpoint] ?? []);
    for (const kind of hit) expect(whole).not.toContain(after.completeness[kind]);
    expect(ran.code).toBe(fault.outcome === "survives" ? 0 : 2);
    const row = {
      collector: "ldap",
      fault: fault.name,
      endpoint: fault.endpoint,
      kept: after.kept,
      completeness,
      exitCode: ran.code,
    };
    state.rows.push(row);
    if (process.env.ENTITLINT_UPDATE !== "1") expect(JSON.parse(readFileSync(file, "utf8"))).toContainEqual(row);
  });
});
