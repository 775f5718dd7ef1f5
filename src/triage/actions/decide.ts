import { counted } from "../../counted.ts";
import type { Finding } from "../../model/report.ts";
import { type Decision, type Draft, type FieldName, isOfSort } from "../model/decision.ts";
import { draftOf, type Form, formFor, suggested } from "../model/form.ts";
import { type State, step } from "../model/state.ts";
import { type Action, saying, uncovered } from "./action.ts";
import { chosenFindings } from "./mark.ts";

/** What makes decisions, and takes them back. Nothing of it is written. */
export const deciding = {
  waive: opens("accepted-risk"),
  "false-positive": opens("false-positive"),
  baseline: opens("baseline"),
  assign: opens("assign"),
  note: opens("note"),
  undo: (state) => {
    const decisions = state.earlier.at(-1);
    if (!decisions) return saying(state, "There is no decision that is not written.");
    // One form may have made several, in the place of earlier ones, which are there again.
    const kept = new Set(decisions);
    const made = state.decisions.filter((one) => !kept.has(one)).length || decisions.length - state.decisions.length;
    return saying(
      { ...state, decisions, earlier: state.earlier.slice(0, -1) },
      `Taken back: ${counted(made, "decision")}.`,
    );
  },
  submit: (state) => (state.layer?.kind === "form" ? decided(state, state.layer.form) : state),
  suggest: (state) => withForm(state, suggested),
  changes: (state) => {
    if (state.decisions.length === 0) return saying(state, "There is no decision to write: w, f, b and i make one.");
    const busy = "Judging what the decisions do …";
    return step({ ...uncovered(state), busy }, { kind: "plan", decisions: state.decisions });
  },
  write: (state) =>
    state.layer?.kind === "confirm"
      ? step({ ...state, busy: "Writing …" }, { kind: "write", plan: state.layer.plan })
      : state,
  "not-yet": uncovered,
  "copy-commands": (state) =>
    state.layer?.kind === "done"
      ? step(state, { kind: "copy", text: state.layer.written.commands.join("\n"), what: "the commands" })
      : state,
  "go-on": (state) => ({ ...uncovered(state), screen: "list" }),
} satisfies Record<string, Action>;

function opens(kind: Draft["kind"]): Action {
  return (state) => {
    const { ground, data } = state;
    if (ground.whyNot !== undefined) return saying(state, ground.whyNot, "bad");
    const chosen = chosenFindings(state);
    const about = chosen.filter((index) => whyNot(kind, state, index) === undefined);
    const [first] = chosen;
    if (about.length === 0)
      return saying(
        state,
        first === undefined ? "There is nothing to decide on here." : (whyNot(kind, state, first) ?? ""),
        "bad",
      );
    const noteNow = notesNow(state);
    const given = about.map((index) => {
      const finding = data.at(index);
      const ruleSeverity = data.rules.get(finding.rule)?.severity ?? finding.severity;
      return { index, finding, ruleSeverity, note: noteNow(finding) };
    });
    const left = chosen.length - about.length;
    const opened = { ...state, layer: { kind: "form" as const, form: formFor(kind, given, ground) } };
    return left === 0 ? opened : saying(opened, `${counted(left, "finding")} of those chosen cannot be decided on.`);
  };
}

/** What the notes on findings say, those that are not written yet before those that are. */
function notesNow({ decisions }: State): (finding: Finding) => string | undefined {
  const pending = new Map(
    decisions.flatMap(({ about, note }) => (note === undefined ? [] : [[about.fingerprint, note]])),
  );
  return ({ fingerprint, note }) => pending.get(fingerprint) ?? note;
}

/** Why a finding cannot be decided on. */
function whyNot(kind: Draft["kind"], { data, ground }: State, index: number): string | undefined {
  const { rule, change, waiver, baseline } = data.at(index);
  if (change === "fixed") return "It is mended already.";
  if (kind === "note") return undefined;
  if (ground.aboutWaivers.has(rule)) return `${rule} judges waivers: mend the waiver itself.`;
  if (kind === "assign")
    return waiver || baseline ? undefined : "Nobody has decided on it yet: w and b do so, with an owner.";
  return waiver === undefined ? undefined : `It is waived already, by ${waiver.id} until ${waiver.until}.`;
}

/** Enter: the next field, and at the last one the decision. */
export function accepted(state: State, form: Form): State {
  return form.at < form.fields.length - 1 ? toField(state, 1) : decided(state, form);
}

function decided(state: State, form: Form): State {
  const draft = draftOf(form);
  const problems = [...state.ground.problemsOf(draft), ...controlProblems(form, draft, state)];
  if (problems.length > 0) {
    const at = form.fields.findIndex(({ name }) => problems.some(({ field }) => field === name));
    return { ...state, layer: { kind: "form", form: { ...form, problems, at: at < 0 ? form.at : at } } };
  }
  const made = form.about.flatMap((index) => decisionOn(state.data.at(index), draft));
  const again = new Set(form.about.map((index) => state.data.at(index).fingerprint));
  const left = state.decisions.filter((one) => !again.has(one.about.fingerprint) || !isOfSort(one, draft));
  const below = { ...uncovered(state), marks: new Set<number>(), anchor: undefined };
  const asItWas = "The note is as it was.";
  if (made.length === 0 && left.length === state.decisions.length) return saying(below, asItWas);
  const decisions = [...left, ...made];
  const count = `${counted(made.length, "decision")} made, ${decisions.length} not written: c shows the diff, z takes back.`;
  const text = made.length === 0 ? asItWas : count;
  return saying({ ...below, decisions, earlier: [...state.earlier, state.decisions] }, text, "good");
}

/** None where a note is to say what it says already. */
function decisionOn(finding: Finding, draft: Draft): Decision[] {
  const { fingerprint, rule, reason, app, object, severity, title, name, waiver, baseline, note } = finding;
  if (draft.kind === "note" && draft.note === (note ?? "").trim()) return [];
  const standing = { ...(waiver && { waiver }), ...(baseline && { baseline }), ...(note !== undefined && { note }) };
  const called = { rule, reason, app, object, severity, title, ...(name !== undefined && { name }) };
  return [{ ...draft, about: { fingerprint, ...called, ...standing } }];
}

/** What is grave is not waived without a word on what is done instead; the rules would refuse it later. */
function controlProblems(
  { kind, gravest }: Form,
  { control }: Draft,
  { ground }: State,
): { field: FieldName; message: string }[] {
  const isWaiver = kind === "accepted-risk" || kind === "false-positive";
  if (!isWaiver || control !== undefined || !ground.controlled.has(gravest)) return [];
  return [{ field: "control", message: `is missing: what is ${gravest} is not waived without it` }];
}

export function toField(state: State, by: 1 | -1): State {
  return withForm(state, (form) => ({ ...form, at: (form.at + by + form.fields.length) % form.fields.length }));
}

function withForm(state: State, change: (form: Form) => Form): State {
  return state.layer?.kind === "form" ? { ...state, layer: { kind: "form", form: change(state.layer.form) } } : state;
}
