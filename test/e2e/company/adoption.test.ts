import { expect, test } from "vitest";
import { project } from "../small-project.ts";
import { companyFiles, planted } from "./company.ts";

const at = "2026-11-22T09:00:00Z";

/** Lines of a terminal that is as high as a screen. */
const screen = 50;

/** Two readings of thirty thousand records, on a busy machine. */
const patience = 120_000;

const total = planted.leaversEnabled + planted.strangers + planted.leaversHolding + 2 * planted.ownerless;

test(
  "the first report of five thousand people fits one screen, its numbers are those of what was planted, and --all lists each",
  async () => {
    const { run } = project(companyFiles());
    expect(await run("collect", "--as-of", at)).toMatchObject({ code: 0 });
    const { code, stdout } = await run("check", "--as-of", at);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(screen);
    expect(stdout).toContain(`${total} findings, by rule`);
    expect(stdout).toContain(`HIGH  grant-no-active-record  ${planted.leaversEnabled + planted.strangers}`);
    expect(stdout).toContain(`HIGH  nhi-no-owner  ${planted.ownerless}  400 of 400 in directory`);
    expect(stdout).toContain(`INFO  leaver-grant-residual  ${planted.leaversHolding}`);
    const whole = await run("check", "--as-of", at, "--all");
    expect(whole.stdout.match(/ has no owner\.$/gm)).toHaveLength(planted.ownerless);
  },
  patience,
);
