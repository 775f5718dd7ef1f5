import { counted } from "../../counted.ts";
import type { Decision, Draft, FieldName } from "../model/decision.ts";
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
  undo: (state) => {
    const last = state.decisions.at(-1);
    if (!last) return saying(state, "There is no decision that is not written.");
    // One form may have made several, in the place of earlier ones, which are there again.
    const made = state.decisions.filter(({ at }) => at === last.at).length;
    const decisions = state.earlier.at(-1) ?? [];
    return saying(
      { ...state, decisions, earlier: state.earlier.slice(0, -1) },
      `Taken back: ${counted(made, "decision")}.`,
    );
  },
  submit: (state) => (state.layer?.kind === "form" ? decided(state, state.layer.form) : state),
  suggest: (state) => withForm(state, suggested),
  changes: (state) => {
    if (state.decisions.length === 0) return saying(state, "There is no decision to write: w, f and b make one.");
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
    const given = about.map((index) => {
      const finding = data.at(index);
      return { index, finding, ruleSeverity: data.rules.get(finding.rule)?.severity ?? finding.severity };
    });
    const left = chosen.length - about.length;
    const opened = { ...state, layer: { kind: "form" as const, form: formFor(kind, given, ground) } };
    return left === 0 ? opened : saying(opened, `${counted(left, "finding")} of those chosen cannot be decided on.`);
  };
}

/** Why a finding cannot be decided on. */
function whyNot(kind: Draft["kind"], { data, ground }: State, index: number): string | undefined {
  const { rule, change, waiver, baseline } = data.at(index);
  if (ground.aboutWaivers.has(rule)) return `${rule} judges waivers: mend the waiver itself.`;
  if (change === "fixed") return "It is mended already.";
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
  const at = (state.decisions.at(-1)?.at ?? 0) + 1;
  const made = form.about.map((index): Decision => {
    const { fingerprint, rule, object, severity, title, name, waiver, baseline } = state.data.at(index);
    const standing = { ...(waiver && { waiver }), ...(baseline && { baseline }) };
    return {
      ...draft,
      at,
      about: { fingerprint, rule, object, severity, title, ...(name !== undefined && { name }), ...standing },
    };
  });
  const marks = new Set<number>();
  const again = new Set(made.map(({ about }) => about.fingerprint));
  const decisions = [...state.decisions.filter(({ about }) => !again.has(about.fingerprint)), ...made];
  const text = `${counted(made.length, "decision")} made, ${decisions.length} not written: c shows the diff, z takes back.`;
  const earlier = [...state.earlier, state.decisions];
  return saying({ ...uncovered(state), decisions, earlier, marks, anchor: undefined }, text, "good");
}

/** What is grave is not waived without a word on what is done instead; the rules would refuse it later. */
function controlProblems(
  { kind, gravest }: Form,
  { control }: Draft,
  { ground }: State,
): { field: FieldName; message: string }[] {
  if (kind === "baseline" || kind === "assign" || control !== undefined || !ground.controlled.has(gravest)) return [];
  return [{ field: "control", message: `is missing: what is ${gravest} is not waived without it` }];
}

export function toField(state: State, by: 1 | -1): State {
  return withForm(state, (form) => ({ ...form, at: (form.at + by + form.fields.length) % form.fields.length }));
}

function withForm(state: State, change: (form: Form) => Form): State {
  return state.layer?.kind === "form" ? { ...state, layer: { kind: "form", form: change(state.layer.form) } } : state;
}
