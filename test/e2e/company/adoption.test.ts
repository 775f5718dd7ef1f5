// @module-tag long
import { expect, test } from "vitest";
import { isDebt, isGated } from "../../../src/model/gate.ts";
import type { Report } from "../../../src/model/report.ts";
import { extent } from "../../everything.ts";
import { project } from "../small-project.ts";
import { companyFiles, planted } from "./company.ts";

const at = "2026-11-22T09:00:00Z";

/** Lines of a terminal that is as high as a screen. */
const screen = 50;

/** Two readings of thirty thousand records, on a busy machine. */
const patience = 240_000;

const total =
  planted.leaversEnabled + planted.strangers + planted.leaversHolding + 2 * planted.ownerless + planted.crowded;

test(
  `the first report of ${planted.employees} people (${extent}) fits one screen, its numbers are those of what was planted, and --all lists each`,
  async () => {
    const { run } = project(companyFiles());
    expect(await run("collect", "--as-of", at)).toMatchObject({ code: 0 });
    const { code, stdout } = await run("check", "--as-of", at);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(screen);
    expect(stdout).toContain(`${total} findings, by rule`);
    expect(stdout).toContain(
      `CRITICAL  grant-no-active-record  ${planted.leaversEnabled + planted.strangers}, ${planted.strangers} of them high`,
    );
    expect(stdout).toContain(
      `HIGH  nhi-no-owner  ${planted.ownerless}  ${planted.ownerless} of ${planted.ownerless} in directory`,
    );
    expect(stdout).toContain(`INFO  leaver-grant-residual  ${planted.leaversHolding}`);
    const whole = await run("check", "--as-of", at, "--all");
    expect(whole.stdout.match(/ has no owner\.$/gm)).toHaveLength(planted.ownerless);
  },
  patience,
);

test(
  "a baseline with a date turns the check green, and hides not one new finding",
  async () => {
    const files = companyFiles();
    const { run, write } = project(files);
    expect(await run("collect", "--as-of", at)).toMatchObject({ code: 0 });
    const owned = ["--owner", "person:u00001", "--until", "2027-03-31"];
    expect(await run("baseline", "create", ...owned, "--as-of", at)).toMatchObject({ code: 0 });
    expect(await run("check", "--as-of", at)).toMatchObject({ code: 0 });
    write({
      "exports/forge-accounts.csv": `${files["exports/forge-accounts.csv"]}new,guest-new,new@elsewhere.example,person,on\n`,
      "exports/forge-grants.csv": `${files["exports/forge-grants.csv"]}new,member\n`,
    });
    expect(await run("collect", "--as-of", at)).toMatchObject({ code: 0 });
    const { code, stdout } = await run("check", "--as-of", at, "--format", "json");
    const report: Report = JSON.parse(stdout);
    const gated = report.findings.filter((finding) => isGated(finding, report));
    expect([code, gated.map(({ account }) => account)]).toEqual([1, ["account:forge/main/new"]]);
    expect(report.findings.filter(isDebt)).toHaveLength(total - planted.leaversHolding);
    expect((await run("check", "--as-of", "2027-04-01")).stdout).toContain(
      `${planted.ownerless} of ${planted.ownerless} in directory`,
    );
  },
  patience,
);
