import { describe, expect, test } from "vitest";
import { follow } from "../../../src/judge/trend/follow.ts";
import type { JudgedState } from "../../../src/judge/trend/state.ts";
import { causeKey } from "../../../src/judge/undecided.ts";
import { at, seen, state } from "./small-state.ts";

const finding = seen(7);
const day = 86_400;

const episodes = (states: readonly JudgedState[]) =>
  follow(states).tracks.flatMap((track) =>
    track.episodes.map(({ arrival, firstSeen, lastSeen, state: end, mendedAt }) =>
      [arrival, firstSeen, lastSeen, end, mendedAt].map((text) => text?.replace(/^2026-11-(..).*$/, "$1")),
    ),
  );

describe("a finding", () => {
  test("is there from the start, new, or has come to light", () => {
    expect(episodes([state(1, [finding])])).toEqual([["start", "01", "01", "open", undefined]]);
    expect(episodes([state(1, []), state(2, [finding])])).toEqual([["new", "02", "02", "open", undefined]]);
    const blind = { notEvaluable: [{ rule: "some-rule", app: "forge" }] };
    expect(episodes([state(1, [], blind), state(2, [finding])])).toEqual([
      ["came-to-light", "02", "02", "open", undefined],
    ]);
  });

  test("is mended by the first snapshot that could show it and does not", () => {
    expect(episodes([state(1, []), state(2, [finding]), state(3, [finding]), state(5, []), state(6, [])])).toEqual([
      ["new", "02", "03", "mended", "05"],
    ]);
  });

  test("is the same one after a snapshot that could not show it", () => {
    const unread = { failed: ["forge"] };
    const begun = [state(1, []), state(2, [finding]), state(3, [], unread)];
    expect(episodes(begun)).toEqual([["new", "02", "02", "not-observable", undefined]]);
    expect(episodes([...begun, state(4, [finding])])).toEqual([["new", "02", "04", "open", undefined]]);
    const { tracks, ticks } = follow([...begun, state(4, [])]);
    expect(tracks[0]?.episodes).toMatchObject([
      { state: "mended", mendedAt: at(4), unseenBefore: true, mend: { kind: "cannot-say" } },
    ]);
    expect(ticks.map(({ open, notObservable, mended }) => [open.length, notObservable, mended.length])).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    // Seen again before it was mended, it was observed to the end.
    const again = follow([...begun, state(4, [finding]), state(6, [])]);
    expect(again.tracks[0]?.episodes).toMatchObject([{ mend: { kind: "known", seconds: 4 * day } }]);
  });

  test("that comes back has a second time of its own", () => {
    expect(episodes([state(1, [finding]), state(2, []), state(3, [finding])])).toEqual([
      ["start", "01", "01", "mended", "02"],
      ["new", "03", "03", "open", undefined],
    ]);
  });

  test("that explains another one is there, and was there when it stands by itself again", () => {
    const causes = [causeKey(finding, finding)];
    expect(episodes([state(1, [finding]), state(2, [], { causes }), state(3, [])])).toEqual([
      ["start", "01", "02", "mended", "03"],
    ]);
    expect(episodes([state(1, [], { causes }), state(2, [finding])])).toEqual([
      ["came-to-light", "02", "02", "open", undefined],
    ]);
  });

  test("that is waived is not open, and not mended either", () => {
    const { tracks, ticks } = follow([state(1, []), state(2, [finding]), state(3, [{ ...finding, waived: true }])]);
    expect(tracks[0]?.episodes.map(({ state: end }) => end)).toEqual(["waived"]);
    expect(ticks.at(-1)).toMatchObject({ open: [], waived: 1, mended: [] });
  });
});
