import { expect, test } from "vitest";
import { EntitlintError } from "../../src/errors.ts";
import type { Desk, Written } from "../../src/triage/model/desk.ts";
import type { State } from "../../src/triage/model/state.ts";
import { Session } from "../../src/triage/session.ts";
import { begun, madeFindings, madeGround, madePlan, pressed } from "./made-up.ts";

/** Decides, confirms, and leaves while it is being written; the state at the end. */
async function leftWhileWriting(write: () => Promise<Written>): Promise<State> {
  const state = pressed(begun(madeFindings(5)), "enter", "b", "ctrl+s");
  const desk: Desk = {
    judge: () => Promise.resolve({ report: state.data.report, ground: madeGround }),
    factsOf: () => Promise.resolve("none"),
    plan: () => Promise.resolve({ ...madePlan(state), write }),
    pathOf: (file) => file,
  };
  return await new Promise((done) => {
    const session = new Session(state, desk, {
      show: ({ layer }) => {
        if (layer?.kind === "confirm") setImmediate(() => pressBoth());
      },
      copy: () => true,
      edit: () => Promise.resolve(undefined),
      suspend: () => Promise.resolve(),
      leave: () => void session.writing.finally(() => done(session.state)),
    });
    let isPressed = false;
    const pressBoth = () => {
      if (isPressed) return;
      isPressed = true;
      session.send({ kind: "key", key: "y" });
      session.send({ kind: "key", key: "ctrl+c" });
    };
    session.send({ kind: "key", key: "c" });
  });
}

test("what was written after somebody left is known as written", async () => {
  const { decisions, written } = await leftWhileWriting(() =>
    Promise.resolve({ told: ["Written: 1 decision in x."], commands: [] }),
  );
  expect([decisions, written]).toEqual([[], ["Written: 1 decision in x."]]);
});

test("what could not be written after somebody left is told, and stays not written", async () => {
  const { decisions, layer } = await leftWhileWriting(() =>
    Promise.reject(new EntitlintError({ code: "output/unwritable", message: "the disk is full", next: "Make room." })),
  );
  expect(decisions).toHaveLength(1);
  expect(layer).toMatchObject({ told: { lines: [expect.stringMatching(/the disk is full/)] } });
});
