import { describe, expect, test } from "vitest";
import { type ActionName, bindingsIn, keyMap, type Place, places } from "../../src/triage/keys.ts";
import { placeOf, type State } from "../../src/triage/model/state.ts";
import { plainText } from "../../src/triage/text/line.ts";
import { update } from "../../src/triage/update.ts";
import { screenLines } from "../../src/triage/views/screen-lines.ts";
import { begun, madeFinding, madeFindings, madePlan, pressed, typedKeys } from "./made-up.ts";

const list = (count = 20) => pressed(begun(madeFindings(count)), "enter");
const decided = (state = list()) => pressed(state, "b", "ctrl+s");

/** A state in each place, with something there for every key to act on. */
const inPlace: Readonly<Record<Place, () => State>> = {
  summary: () => decided({ ...list(), screen: "list" }),
  list: () => pressed(decided(), "j", "j", "j", "j", "j", "j"),
  detail: () => pressed(decided(), "j", "enter"),
  form: () => pressed(list(), "w", "x", "y", "left"),
  confirm: () =>
    update(decided(), {
      kind: "planned",
      plan: { ...madePlan(list()), diff: Array.from({ length: 90 }, (_, line) => `+${line}`) },
    }).state,
  done: () =>
    update(list(), {
      kind: "written",
      plan: madePlan(list()),
      written: { told: ["Written."], commands: Array.from({ length: 90 }, (_, at) => `git add ${at}`) },
    }).state,
  leave: () => pressed(decided(), "q"),
  help: () => pressed(list(), "?"),
  filter: () => pressed(list(), "/", "a", "b", "left"),
  palette: () => pressed(list(), ":", "o", "r", "left"),
};

describe("every key does something, wherever the map says that it holds", () => {
  const cases = places.flatMap((place) =>
    bindingsIn(place).flatMap(({ name, keys }) => keys.map((key) => ({ place, name, key }))),
  );
  test.each(cases)("$place: $key is $name", ({ place, name, key }) => {
    const before = place === "summary" ? { ...inPlace.summary(), screen: "summary" as const } : inPlace[place]();
    expect(placeOf(before)).toBe(place);
    const beforehand = prepared(before, name as ActionName);
    const { state, effects } = update(beforehand, { kind: "key", key });
    expect(effects.length > 0 || shown(state) !== shown(beforehand)).toBe(true);
  });
});

/** What has to be so for a key to have something to do. */
function prepared(state: State, name: ActionName): State {
  const place = placeOf(state);
  const down = { up: 3, top: 3, "half-up": 40, "page-up": 40 } as Readonly<Record<string, number>>;
  const far = down[name];
  if (far !== undefined) return pressed(state, ...Array(far).fill("j"));
  if (name === "pane-up") return pressed(state, "J", "J");
  if (name === "line-end" || name === "right") return pressed(state, "left");
  if (name === "suggest") return pressed(state, "tab", "tab");
  if (name === "bottom" && place === "detail") return { ...state, size: { columns: 60, rows: 12 } };
  if (place === "detail" || place === "help") return { ...state, size: { columns: 60, rows: 12 } };
  return state;
}

const shown = (state: State) => screenLines(state).map(plainText).join("\n");

test("no two things hold one key in one place", () => {
  for (const place of places) {
    const keys = bindingsIn(place).flatMap((binding) => binding.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  }
});

test("names of the map are unlike each other", () => {
  const names = keyMap.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe("deciding", () => {
  test("only what was decided before can be given to another owner, and its own is not proposed", () => {
    const waiver = { id: "w-1", reason: "a trial", owner: "group:okta/sales", until: "2026-12-01" };
    const state = pressed(begun([madeFinding(0, { waiver }), madeFinding(5)]), "enter");
    const lines = [...state.listing.lines];
    const onto = (index: number) => ({ ...state, cursor: lines.indexOf(index) });
    expect(pressed(onto(1), "A").message?.text).toMatch(/Nobody has decided on it yet/);
    const { layer } = pressed(onto(0), "A");
    expect(layer?.kind === "form" && layer.form.fields.map(({ name, input }) => [name, input.text])).toEqual([
      ["owner", "group:okta/platform"],
    ]);
    const made = pressed(onto(0), "A", "ctrl+s");
    expect(made.decisions).toMatchObject([{ kind: "assign", owner: "group:okta/platform", about: { waiver } }]);
    expect(pressed(made, "z").decisions).toEqual([]);
  });

  test("what is taken back brings back what it had taken the place of", () => {
    const first = pressed(list(), "b", "ctrl+s");
    const second = pressed(first, "k", "b", "ctrl+u", ..."person:x@example.com", "ctrl+s");
    expect(second.decisions.map(({ owner }) => owner)).toEqual(["person:x@example.com"]);
    const once = pressed(second, "z");
    expect(once.decisions).toEqual(first.decisions);
    expect(pressed(once, "z").decisions).toEqual([]);
  });

  describe("a note", () => {
    const on = (...notes: readonly (string | undefined)[]) =>
      pressed(begun(notes.map((note, number) => madeFinding(number * 5, note === undefined ? {} : { note }))), "enter");
    const fieldOf = ({ layer }: State) =>
      layer?.kind === "form" ? layer.form.fields.map(({ input }) => input.text) : [];
    const said = ({ decisions }: State) => decisions.map(({ kind, note, about }) => [kind, note, about.note]);

    test("is a form of one field, which has what it says now", () => {
      expect(fieldOf(pressed(on("ask Ana"), "i"))).toEqual(["ask Ana"]);
      expect(fieldOf(pressed(on(undefined), "i"))).toEqual([""]);
      const made = pressed(on("ask Ana"), "i", ...typedKeys(" first"), "enter");
      expect(said(made)).toEqual([["note", "ask Ana first", "ask Ana"]]);
      expect(fieldOf(pressed(made, "i"))).toEqual(["ask Ana first"]);
    });

    test("is taken away by nothing, and one undo brings it back", () => {
      const made = pressed(on("ask Ana"), "i", "ctrl+u", "enter");
      expect(said(made)).toEqual([["note", "", "ask Ana"]]);
      expect(fieldOf(pressed(made, "i"))).toEqual([""]);
      expect(pressed(made, "z").decisions).toEqual([]);
    });

    test("that says what it says already is no decision, and takes back one that is not written", () => {
      const same = pressed(on("ask Ana"), "i", "enter");
      expect([said(same), same.message?.text, same.layer]).toEqual([[], "The note is as it was.", undefined]);
      expect(said(pressed(on(" by hand "), "i", "enter"))).toEqual([]);
      const again = pressed(on("ask Ana"), "i", "x", "enter", "i", "backspace", "enter");
      expect(said(again)).toEqual([]);
      expect(said(pressed(again, "z"))).toEqual([["note", "ask Anax", "ask Ana"]]);
      expect(said(pressed(again, "z", "z"))).toEqual([]);
    });

    test("is written on all that is marked, but not where it stands already", () => {
      const all = pressed(on("ask Ana", undefined, "ask Ben", "ask Ana"), "a", "i");
      expect(fieldOf(all)).toEqual(["ask Ana"]);
      expect(fieldOf(pressed(all, "ctrl+n"))).toEqual(["ask Ben"]);
      expect(said(pressed(all, "enter"))).toEqual([
        ["note", "ask Ana", undefined],
        ["note", "ask Ana", "ask Ben"],
      ]);
    });

    test("stands beside a decision, and neither takes the place of the other", () => {
      const both = pressed(on(undefined), "i", "x", "enter", "b", "ctrl+s");
      expect(both.decisions.map(({ kind }) => kind)).toEqual(["note", "baseline"]);
      const other = pressed(both, "i", "y", "enter");
      expect(other.decisions.map(({ kind, note }) => [kind, note])).toEqual([
        ["baseline", undefined],
        ["note", "xy"],
      ]);
      expect(pressed(other, "z").decisions).toEqual(both.decisions);
    });

    test.each([
      [{ rule: "waiver-expired" }, 1],
      [{ waiver: { id: "w-1", reason: "x", owner: "group:a/b", until: "2026-12-01" } }, 1],
      [{ change: "fixed" as const }, 0],
    ])("is written on whatever is there still: %j", (changed, count) => {
      expect(pressed(begun([madeFinding(0, changed)]), "enter", "i", "x", "enter").decisions).toHaveLength(count);
    });

    test("of which something is wrong is told so in its form", () => {
      const problemsOf = () => [{ field: "note" as const, message: "must say less" }];
      const state = on(undefined);
      const { layer, decisions } = pressed({ ...state, ground: { ...state.ground, problemsOf } }, "i", "x", "enter");
      expect(decisions).toEqual([]);
      expect(layer?.kind === "form" && layer.form.problems).toEqual([{ field: "note", message: "must say less" }]);
    });
  });

  test("a waiver is proposed with the owner of the application, whoever approved before, and the last day allowed", () => {
    const { layer } = pressed(list(), "w");
    const fields =
      layer?.kind === "form" ? Object.fromEntries(layer.form.fields.map(({ name, input }) => [name, input.text])) : {};
    expect(fields).toEqual({
      ...{ reason: "", control: "", ticket: "", owner: "group:okta/sales" },
      ...{ approver: "person:ruth@example.com", until: "2026-12-16" },
    });
  });

  test("how long something has lasted does not shorten its waiver", () => {
    const steps = [{ from: "high" as const, to: "critical" as const, by: "time" as const, why: "It has lasted." }];
    const { layer } = pressed(begun([madeFinding(0, { severity: "critical", steps })]), "enter", "w");
    const until = layer?.kind === "form" ? layer.form.fields.find(({ name }) => name === "until")?.input.text : "";
    expect(until).toBe("2027-02-14");
  });

  test("without a reason, or without control where it is grave, nothing is decided", () => {
    const { layer, decisions } = pressed(list(), "w", "ctrl+s");
    expect(decisions).toEqual([]);
    expect(layer?.kind === "form" ? layer.form.problems.map(({ field }) => field) : []).toEqual(["reason", "control"]);
  });

  test("one form decides on all that is marked, and one undo takes all of it back", () => {
    const state = pressed(
      list(),
      "space",
      "space",
      "w",
      ...typedKeys("a trial"),
      "enter",
      ...typedKeys("logs"),
      "ctrl+s",
    );
    expect(state.decisions.map(({ about, reason, control }) => [about.object, reason, control])).toEqual([
      ["account:crm/acme/u0000", "a trial", "logs"],
      ["account:crm/acme/u0015", "a trial", "logs"],
    ]);
    expect(state.marks.size).toBe(0);
    expect(pressed(state, "z").decisions).toEqual([]);
  });

  test("a second decision on a finding takes the place of the first", () => {
    const state = pressed(list(), "b", "ctrl+s", "b", "ctrl+n", "ctrl+s");
    expect(state.decisions.map(({ owner }) => owner)).toEqual(["group:okta/platform"]);
  });

  test.each([
    [{ rule: "waiver-expired" }, /judges waivers/],
    [{ waiver: { id: "w-1", reason: "x", owner: "group:a/b", until: "2026-12-01" } }, /waived already, by w-1/],
    [{ change: "fixed" as const }, /mended already/],
  ])("what cannot be decided on says why: %j", (changed, said) => {
    const state = pressed(begun([madeFinding(0, changed)]), "enter", "w");
    expect(state.layer).toBeUndefined();
    expect(state.message?.text).toMatch(said);
  });

  test("where nothing can be decided the reason is told", () => {
    const state = begun(madeFindings(1));
    const told = pressed({ ...state, ground: { ...state.ground, whyNot: "No config here." } }, "enter", "b");
    expect(told.message).toEqual({ text: "No config here.", tone: "bad" });
  });

  test("text that is pasted is no command", () => {
    const state = update(list(), { kind: "paste", text: "q" });
    expect(state.effects).toEqual([]);
    expect(placeOf(state.state)).toBe("list");
  });

  test("while something is being done, keys wait, but leaving does not", () => {
    const { state, effects } = update(decided(), { kind: "key", key: "c" });
    expect(effects.map(({ kind }) => kind)).toEqual(["plan"]);
    expect(update(state, { kind: "key", key: "j" }).state).toBe(state);
    expect(update(state, { kind: "key", key: "ctrl+c" }).effects).toEqual([{ kind: "leave" }]);
  });
});

describe("another report", () => {
  test("leaves cursor, marks and decisions on the same findings", () => {
    const before = pressed(list(6), "j", "space", "k", "b", "ctrl+s", "j", "j");
    const held = before.data.at(before.listing.lines[before.cursor] ?? -1).fingerprint;
    const report = {
      ...before.data.report,
      findings: before.data.findings.filter(({ fingerprint }) => fingerprint !== before.data.at(0).fingerprint),
    };
    const { state } = update(before, { kind: "judged", report, ground: before.ground });
    expect(state.data.at(state.listing.lines[state.cursor] ?? -1).fingerprint).toBe(held);
    expect(state.decisions).toBe(before.decisions);
    expect([...state.marks].map((index) => state.data.at(index).fingerprint)).toEqual(
      [...before.marks]
        .map((index) => before.data.at(index).fingerprint)
        .filter((mark) => state.data.indexOf(mark) !== undefined),
    );
  });
});
