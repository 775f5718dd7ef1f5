// @module-tag long
import { describe, expect, test } from "vitest";
import { Forecast } from "../../src/model/forecast.ts";
import { isGated } from "../../src/model/gate.ts";
import type { Report } from "../../src/model/report.ts";
import { sampleOf } from "../everything.ts";
import { asOf, clean, collected, config, project } from "./small-project.ts";

const dated = config.replace(
  "fields: {kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login, displayName: name}\n          - {kind: entitlement",
  "fields: {kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login, displayName: name, expiresAt: until}\n          - {kind: entitlement",
);

/** Ben's account of the forge ends, a machine is to be decided on, and a link and a trust run out. */
const estate: Readonly<Record<string, string>> = {
  ...clean,
  "entitlint.yaml": dated,
  "exports/forge.csv":
    "id,login,name,state,role,until\n1,ana,Ana,on,dev,\n2,ben,Ben,on,dev,2026-11-25\n3,bot,Bot,on,dev,2027-11-25\n",
  "access/identities/bot.yaml": `- id: nhi:bot
  kind: service
  accounts: ["account:forge/main/3"]
  ownerProposed: {who: person:ana, because: createdBy}
  decideBy: 2026-12-02
`,
  "access/links.yaml":
    "- {account: account:forge/main/1, person: person:ana, reason: known, by: person:ana, until: 2026-11-30}\n",
  "access/roles/devs.yaml": `owner: person:ana
grants: ["entitlement:forge/role/dev"]
members:
  - {who: person:ben, until: 2026-11-28, reason: rotation}
validUntil: 2027-06-30
`,
};

/** Each day costs a check. */
const patience = 60_000;

describe("forecast", () => {
  test(
    "tells what will be found on its day, and every end within the days asked for",
    async () => {
      const { run } = await collected(estate);
      const { code, stdout, stderr } = await run("forecast", "--as-of", asOf, "--days", "11", "--format", "json");
      expect([code, stderr]).toEqual([0, ""]);
      const { until, events, declared, observed } = Forecast.parse(JSON.parse(stdout));
      expect(until).toBe("2026-12-03");
      expect(
        events.flatMap(({ on, turn, gates, finding: { rule } }) => (gates ? [`${on} ${turn} ${rule}`] : [])),
      ).toEqual([
        "2026-11-26 appears expired-still-active",
        "2026-12-03 appears nhi-no-expiry",
        "2026-12-03 appears nhi-no-owner",
      ]);
      expect(declared.map(({ ends, what, object }) => `${ends.slice(0, 10)} ${what} ${object}`)).toEqual([
        "2026-11-28 role member person:ben in devs",
        "2026-11-30 link account:forge/main/1",
        "2026-12-02 time to decide nhi:bot",
      ]);
      expect(observed.map(({ ends, what, object }) => `${ends} ${what} ${object}`)).toEqual([
        "2026-11-25T23:59:59Z account account:forge/main/2",
      ]);
    },
    patience,
  );

  const checks: [string, string[]][] = [
    ["2026-11-25", []],
    ["2026-11-26", ["expired-still-active"]],
    ["2026-12-02", ["expired-still-active"]],
    ["2026-12-03", ["expired-still-active", "nhi-no-expiry", "nhi-no-owner"]],
  ];
  test.each(sampleOf(checks, 3))(
    "a check of %s, when everything has been read again, finds what was foretold for it",
    async (day, rules) => {
      const read = { ...estate, "entitlint.yaml": dated.replaceAll("2026-11-22T06:00:00Z", `${day}T23:00:00Z`) };
      const { run } = project(read);
      await run("collect", "--as-of", day);
      const { stdout } = await run("check", "--as-of", day, "--format", "json");
      const found: Report = JSON.parse(stdout);
      expect(found.findings.filter((finding) => isGated(finding, found)).map(({ rule }) => rule)).toEqual(rules);
    },
  );

  test("the text names the day, what ends and what fails a check", async () => {
    const { run } = await collected(estate);
    const { stdout } = await run("forecast", "--as-of", asOf, "--days", "4");
    expect(stdout).toContain("\n2026-11-25\n  . 1 account of forge ends: account:forge/main/2\n");
    expect(stdout).toContain("\n2026-11-26\n  HIGH  expired-still-active  1 will be found\n");
    expect(stdout).toMatch(/0 declared and 1 observed ends\n$/);
  });

  test("what cannot be judged today is not foretold", async () => {
    const { code, stdout } = await project(estate).run("forecast", "--as-of", asOf);
    expect(code).toBe(2);
    expect(stdout).toContain("Could not judge, so nothing is foretold");
    expect(stdout).not.toMatch(/^2026-/m);
  });

  test.each(["0", "-1", "1.5", "many", "367", ""])("--days %j is refused", async (days) => {
    const { code, stderr } = await project(clean).run("forecast", "--days", days);
    expect(code).toBe(3);
    expect(stderr).toContain("--days cannot be");
  });
});
