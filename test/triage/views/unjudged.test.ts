import { describe, expect, test } from "vitest";
import { beginning } from "../../../src/triage/model/begin.ts";
import type { State } from "../../../src/triage/model/state.ts";
import { plainTable } from "../../../src/triage/plain.ts";
import { plainText } from "../../../src/triage/text/line.ts";
import { update } from "../../../src/triage/update.ts";
import { screenLines } from "../../../src/triage/views/screen-lines.ts";
import { spoken } from "../../../src/triage/views/spoken.ts";
import { begun, madeFindings, madeGround, madeReport, pressed } from "../made-up.ts";

const causes = ["crm", "hr", "idp", "forge", "doors", "agents", "vault"].map((source) => ({
  ...{ code: "source-missing", source },
  text: `${source} is required and not in the snapshot: run \`entitlint collect\``,
}));
const unjudged = (count: number, exitCode = 2) => ({
  ...madeReport(madeFindings(count)),
  ...{ exitCode, obstacles: exitCode === 2 ? causes : [] },
});
const opened = (count: number, size = { columns: 100, rows: 30 }, exitCode = 2) =>
  beginning({ report: unjudged(count, exitCode), ground: madeGround, size });
const shown = (state: State) => screenLines(state).map(plainText);

describe("a run that could not judge looks like no pass", () => {
  test.each([2, 3])("where it found nothing (exit code %i)", (exitCode) => {
    for (const state of [opened(0, undefined, exitCode), pressed(opened(0, undefined, exitCode), "enter")]) {
      const text = shown(state).join("\n");
      expect(text).toMatch(/^ entitlint triage ! could not judge/);
      expect(text).not.toMatch(/nothing to do|Nothing was found\./);
    }
    expect(shown(pressed(opened(0, undefined, exitCode), "enter"))[2]).toMatch(
      /Nothing was found, but this run could not/,
    );
    expect(shown(opened(0, undefined, exitCode)).join("\n")).toMatch(/Could not judge: what is not shown may be there/);
  });

  test("on every screen, in the narrowest terminal, with decisions that are not written", () => {
    const small = { columns: 60, rows: 12 };
    const list = pressed(opened(20, small), "enter", "b", "ctrl+s");
    for (const state of [list, pressed(list, "enter"), pressed(list, "w"), pressed(list, "q"), pressed(list, "0")])
      expect(shown(state)[0]).toMatch(/^ entitlint triage 1 not written ! could not judge/);
    const summary = shown(opened(20, small));
    expect(summary[3]).toMatch(/· crm is required and not in the snapshot/);
    expect(summary.join("\n")).toMatch(/… and \d more causes/);
  });

  test("after judging again", () => {
    const before = pressed(begun(madeFindings(20)), "enter");
    const { state } = update(before, { kind: "judged", report: unjudged(20), ground: madeGround });
    expect(state.message).toEqual({
      text: "It could not be judged, 0 tells why. 20 findings all the same.",
      tone: "bad",
    });
    expect(spoken(before, state)).toContain("It could not be judged, 0 tells why. 20 findings all the same.");
  });

  test("as a table", () => {
    const text = plainTable({ report: unjudged(0), ground: madeGround }, { group: "none", sort: "severity" });
    expect(text).toMatch(/^could not judge: crm is required/);
  });
});
