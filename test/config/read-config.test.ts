import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Config } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/read-config.ts";
import { EntitlintError, problemLine } from "../../src/errors.ts";
import { readYaml } from "../../src/positions/read-yaml.ts";

/** Stands for any collector: what its schema may hold is the config's business only through that schema. */
const collectors = new Map<string, z.ZodObject>([
  ["ldap", z.strictObject({ url: z.url(), pageSize: z.int().default(500) })],
  [
    "folder",
    z
      .strictObject({ from: z.int().optional(), to: z.int().optional() })
      .refine(({ from = 0, to = 0 }) => from <= to, { error: "from is after to" }),
  ],
]);

function parse(text: string): Config {
  return parseConfig(readYaml(text, "entitlint.yaml"), "entitlint.yaml", collectors);
}

function problemsOf(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof EntitlintError) return error.problems.map(problemLine);
    throw error;
  }
  return [];
}

const source = "sources:\n  ad: { collector: ldap, role: directory, url: 'ldap://ad.example.com' }\n";

describe("a config that says little", () => {
  test("gets its defaults", () => {
    expect(parse("version: 1\n")).toMatchObject({
      snapshot: "snapshots",
      access: "access",
      policies: [],
      failOn: "medium",
      sources: [],
      rules: [],
    });
    expect(parse(`version: 1\n${source}`).sources).toEqual([
      {
        key: "ad",
        system: "ad",
        collector: "ldap",
        role: "directory",
        tenant: "main",
        zone: "UTC",
        required: true,
        declares: false,
        futureEndDates: "contractors",
        noSecrets: [],
        brake: { changed: 20, disabled: 10, least: 10 },
        options: { url: "ldap://ad.example.com", pageSize: 500 },
        place: { file: "entitlint.yaml", line: 3, column: 3 },
      },
    ]);
  });
});

describe("a config that says much", () => {
  const config = parse(`version: 1
snapshot: ./estate/snapshots/
policies: [rules/ours]
failOn: high
sources:
  zz: { collector: folder, role: application, from: 1, to: 2, required: false }
  ad: { collector: ldap, role: directory, url: "ldap://ad.example.com", zone: Europe/Berlin, tenant: example.test,
        freshness: { schedule: weekdays, max: P1D } }
  teams: { collector: folder, role: policy, declares: true, system: zz }
rules:
  nhi-no-expiry: { level: off }
  leaver-account-enabled: { required: true, params: { grace: { default: PT1H, scim: PT5M } } }
`);

  test("keeps it, normalised and sorted", () => {
    expect(config).toMatchObject({ snapshot: "estate/snapshots", failOn: "high" });
    expect(config.policies).toEqual([{ folder: "rules/ours", place: { file: "entitlint.yaml", line: 3, column: 12 } }]);
    expect(config.sources.map(({ key, system, declares }) => [key, system, declares])).toEqual([
      ["ad", "ad", false],
      ["teams", "zz", true],
      ["zz", "zz", false],
    ]);
    expect(config.sources[0]).toMatchObject({
      freshness: { schedule: "weekdays", max: 86_400 },
      zone: "Europe/Berlin",
    });
  });

  test("keeps the place of each rule and parameter", () => {
    expect(config.rules).toEqual([
      {
        id: "leaver-account-enabled",
        required: true,
        params: [
          {
            name: "grace",
            value: { default: "PT1H", scim: "PT5M" },
            place: { file: "entitlint.yaml", line: 12, column: 62 },
            keyPlace: { file: "entitlint.yaml", line: 12, column: 55 },
            within: new Map([
              ["default", { file: "entitlint.yaml", line: 12, column: 64 }],
              ["scim", { file: "entitlint.yaml", line: 12, column: 79 }],
            ]),
          },
        ],
        place: { file: "entitlint.yaml", line: 12, column: 3 },
      },
      {
        id: "nhi-no-expiry",
        level: "off",
        required: false,
        params: [],
        place: { file: "entitlint.yaml", line: 11, column: 3 },
      },
    ]);
  });
});

describe("the digest", () => {
  test("does not change with comments, order and spacing", () => {
    const other = "# a comment\nfailOn: high\n\nversion: 1\n";
    expect(parse(other).digest).toBe(parse("version: 1\nfailOn: high\n").digest);
  });

  test("changes with any setting, also below a key named place", () => {
    const digests = ["high", "low"].map((level) => parse(`version: 1\nfailOn: ${level}\n`).digest);
    const places = [1, 2].map((value) => parse(`version: 1\nrules: { x: { params: { place: ${value} } } }\n`).digest);
    expect(new Set([...digests, ...places]).size).toBe(4);
  });
});

describe("what is wrong with a config", () => {
  test("is all told at once, each with its place", () => {
    const told = problemsOf(`version: 1
failsOn: high
failOn: grave
sources:
  ad: { collector: ldap, role: directry, url: nowhere, pagesize: 3 }
  crm: { collector: ldpa, role: application }
  hr: { role: directory }
rules:
  nhi-no-expiry: { level: none }
`);
    expect(told).toHaveLength(8);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^entitlint.yaml:2:1: unknown key "failsOn".*input\/unknown-key.*`failOn`/),
        expect.stringMatching(/^entitlint.yaml:3:9: failOn: /),
        expect.stringMatching(
          /^entitlint.yaml:5:32: sources.ad.role: has to be one of .*, not "directry".*Did you mean `directory`/,
        ),
        expect.stringMatching(/^entitlint.yaml:5:47: sources.ad.url: /),
        expect.stringMatching(/^entitlint.yaml:5:56: unknown key "pagesize".*`pageSize`/),
        expect.stringMatching(/^entitlint.yaml:6:21: .*ldpa.*config\/unknown-collector.*`ldap`/),
        expect.stringMatching(/^entitlint.yaml:7:\d+: sources.hr.collector is missing/),
        expect.stringMatching(/^entitlint.yaml:9:27: rules.nhi-no-expiry.level/),
      ]),
    );
  });

  test("includes what only the collector's whole schema sees", () => {
    const text = "version: 1\nsources:\n  x: { collector: folder, role: policy, from: 2, to: 1 }\n";
    expect(problemsOf(text)).toEqual([expect.stringContaining("from is after to")]);
  });

  test.each([
    ["version: 2\n", /^entitlint.yaml:1:10: .*version 2.*config\/version.*Update entitlint/],
    ["version: 0\n", /config\/version.*Migrate/],
    ["version: '1'\n", /^entitlint.yaml:1:10: version: .*input\/schema/],
    ["failOn: high\n", /version is missing/],
    ["version: 1\nsources:\n", /sources: has to be a map, not empty/],
    ["version: 1\nversion: 1\n", /input\/duplicate-key/],
    ["- version\n", /input\/schema/],
  ])("%j", (text, line) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(line)]);
  });

  test.each([
    ["snapshot: ../elsewhere", /config\/folder/],
    ["access: /etc", /config\/folder/],
    ["snapshot: .", /config\/folder/],
    ["snapshot: access/snapshots", /share a folder/],
    ["policies: [snapshots]", /share a folder/],
    ["access: snapshots.suspect", /share a folder/],
    ["snapshot: .git/snapshots", /config\/folder/],
  ])("a folder that is not one of the config's own: %s", (line, told) => {
    const [first, ...rest] = problemsOf(`version: 1\n${line}\n`);
    expect(first).toMatch(told);
    for (const one of rest) expect(one).toContain("config/folder");
  });

  test.each(["Berlin", "+01:00", "Europe/Nowhere"])("time zone %s", (zone) => {
    const text = `version: 1\n${source.replace("role:", `zone: "${zone}", role:`)}`;
    expect(problemsOf(text)).toEqual([expect.stringContaining("config/bad-zone")]);
  });

  test.each(["Upper", "with space", "a/b", "..", "con", "x.", "-x", "ä", "a".repeat(80)])("system name %j", (name) => {
    const text = `version: 1\nsources:\n  ${JSON.stringify(name)}: { collector: folder, role: policy }\n`;
    expect(problemsOf(text)).toEqual([expect.stringContaining("config/system-name")]);
  });

  test("two sources that both say what is observed in one system", () => {
    const text = `version: 1
sources:
  a: { collector: folder, role: application, system: crm }
  b: { collector: folder, role: application, system: crm }
  c: { collector: folder, role: application, system: crm, declares: true }
`;
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^entitlint.yaml:4:3: .*sources.a and sources.b/)]);
  });

  test.each(["P1M", "PT1.5H", "soon"])("freshness of %s", (max) => {
    const text = `version: 1\n${source.replace("role:", `freshness: { max: ${max} }, role:`)}`;
    expect(problemsOf(text)).toEqual([expect.stringMatching(/freshness.max/)]);
  });
});
