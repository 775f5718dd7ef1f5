import { cleanup, render } from "ink-testing-library";
import { createElement } from "react";
import stringWidth from "string-width";
import { afterEach, describe, expect, test } from "vitest";
import type { State } from "../../../src/triage/model/state.ts";
import { Painter } from "../../../src/triage/terminal/painter.ts";
import { update } from "../../../src/triage/update.ts";
import { Screen } from "../../../src/triage/views/screen.tsx";
import { screenLines } from "../../../src/triage/views/screen-lines.ts";
import { begun, madeFinding, madeFindings, pressed } from "../made-up.ts";

afterEach(cleanup);

/** What Ink makes of a state: lines without escapes, on a screen of 100 columns. */
function drawn(state: State): string[] {
  const { lastFrame } = render(createElement(Screen, { lines: screenLines(state) }));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are taken out
  return (lastFrame() ?? "").replaceAll(/\u001b\[[\d;]*m/g, "").split("\n");
}

const named = (name: string) =>
  begun([madeFinding(0, { name }), ...madeFindings(12).slice(1)], { columns: 100, rows: 20 });

describe("the screen", () => {
  test("is one line less than the terminal, whatever is on it", () => {
    const list = pressed(begun(madeFindings(50), { rows: 20 }), "enter");
    const states = [
      begun([]),
      list,
      pressed(list, "enter"),
      pressed(list, "?"),
      pressed(list, "w"),
      pressed(list, ":"),
      pressed(list, "/", "x"),
      pressed(list, "b", "ctrl+s", "q"),
    ];
    expect(states.map((state) => drawn(state).length)).toEqual([29, ...Array(7).fill(19)]);
  });

  test.each([
    ["of wide characters", "漢字の名前がとても長い人です漢字の名前"],
    ["of characters with marks", "e\u0301".repeat(40)],
    ["written from right to left", "שלום עולם מה שלומך היום"],
    ["of emoji", "👩‍👩‍👧‍👦 family 👍🏽".repeat(3)],
    ["that acts on terminals", "\u001b[31m\u001b]0;x\u0007\u202e"],
  ])("keeps its columns with a name %s", (_, name) => {
    const lines = drawn(pressed(named(name), "enter")).slice(2, -2);
    const places = lines.map((line) => stringWidth(line.slice(0, line.indexOf("│"))));
    expect(new Set(places).size).toBe(1);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(100);
  });

  test("shows the records of the subject side by side, with what differs", () => {
    const record = {
      link: "linked by email",
      places: ["x:1"],
      tried: [{ by: "email", value: "a@example.com", confidence: "strong", hits: ["identity:hr/acme/1"] }],
      candidates: [],
    };
    const facts = {
      ...{ subject: "identity:hr/acme/1", kind: "human", owners: ["group:okta/sales (app)"] },
      records: [
        {
          ...record,
          id: "identity:hr/acme/1",
          role: "authoritative-identity",
          fields: { status: "terminated", department: "Sales" },
        },
        { ...record, id: "account:crm/acme/u0000", role: "account", fields: { status: "active" } },
      ],
      grants: [
        { account: "account:crm/acme/u0000", via: ["group:okta/sales"], entitlement: "admin", isPrivileged: true },
      ],
    };
    const list = pressed(begun(madeFindings(1), { columns: 90, rows: 60 }), "enter", "enter");
    const { state } = update(list, { kind: "facts", index: 0, fingerprint: list.data.at(0).fingerprint, facts });
    const text = drawn(state).join("\n");
    expect(text).toMatch(/status +terminated +active +≠/);
    expect(text).toMatch(/department +Sales +·/);
    expect(text).toMatch(
      /Person 0000.*\n +└─ account:crm\/acme\/u0000 +linked by email\n +└─ group:okta\/sales +member\n +└─ admin +privileged/,
    );
    expect(text).toMatch(/✓ email a@example\.com \(strong\) → identity:hr\/acme\/1/);
  });

  test("has a letter for a note, one more where something was decided too, and the note in the finding", () => {
    const list = pressed(begun([madeFinding(0, { note: "ask\u202e Ana" }), madeFinding(5)], { columns: 90 }), "enter");
    const one = pressed(list, "i", "x", "enter");
    expect(
      drawn(one)
        .slice(2, 4)
        .map((line) => line.slice(0, 8)),
    ).toEqual(["› i crit", "    crit"]);
    const both = pressed(one, "b", "ctrl+s");
    expect(
      drawn(both)
        .slice(2, 4)
        .map((line) => line.slice(0, 9)),
    ).toEqual(["› bi crit", "     crit"]);
    const detail = drawn(pressed({ ...both, size: { columns: 90, rows: 40 } }, "enter")).join("\n");
    expect(detail).toMatch(/Decided\n +Not written yet: note: ask\\u\{202e\} Anax\n +Not written yet: put off until /);
    expect(detail).toMatch(/\n +Note\n +ask\\u\{202e\} Ana\n/);
    const taken = pressed(list, "i", "ctrl+u", "enter", "enter");
    expect(drawn(taken).join("\n")).toMatch(/Not written yet: its note is taken away/);
  });

  test("has a mark before what was marked, decided, and is at hand", () => {
    const lines = drawn(pressed(begun(madeFindings(5), { columns: 90 }), "enter", "space", "b", "ctrl+s", "space"));
    expect(lines.slice(2, 5).map((line) => line.slice(0, 4))).toEqual(["  b ", " ●  ", "›   "]);
  });
});

test("only lines that have changed are written, each at its place", () => {
  const written: string[] = [];
  const painter = new Painter((text) => written.push(text));
  painter.paint("a\nb\nc");
  painter.paint("a\nx\nc");
  painter.paint("a\nx\nc");
  expect(written).toHaveLength(2);
  expect(written[1]).toBe("\u001b[?2026h\u001b[2;1Hx\u001b[K\u001b[?2026l");
});
