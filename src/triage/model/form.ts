import { apartFromTime } from "../../judge/severity-steps.ts";
import type { Finding } from "../../model/report.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import type { Draft, FieldName, FieldProblem } from "./decision.ts";
import type { Ground } from "./ground.ts";
import { inputOf, type TextInput } from "./text-input.ts";

/** A field of a form, with what can be put there by a key. */
export interface Field {
  readonly name: FieldName;
  readonly label: string;
  readonly hint: string;
  readonly input: TextInput;
  readonly suggestions: readonly string[];
}

/** A decision that is being filled in, for one finding or for many. */
export interface Form {
  readonly kind: Draft["kind"];
  readonly about: readonly number[];
  readonly gravest: Severity;
  readonly fields: readonly Field[];
  readonly at: number;
  readonly problems: readonly FieldProblem[];
}

/** Days that are proposed for what is put off; nothing forbids more. */
const usualDays = 90;
const most = 8;

/** A finding that a form is about, and what the note on it says, written or not. */
export interface FormSubject {
  readonly index: number;
  readonly finding: Finding;
  readonly ruleSeverity: Severity;
  readonly note: string | undefined;
}

/** A form with what can be proposed filled in: whoever answers for it now, and the last day that is allowed. */
export function formFor(kind: Draft["kind"], about: readonly FormSubject[], ground: Ground): Form {
  // How long it has lasted does not shorten a waiver.
  const grave = about.flatMap(({ finding, ruleSeverity }) => [apartFromTime(finding), ruleSeverity]);
  const gravest = grave.reduce(
    (worst, severity) => (compareSeverity(severity, worst) > 0 ? severity : worst),
    "info" as Severity,
  );
  const indices = about.map(({ index }) => index);
  return {
    kind,
    about: indices,
    gravest,
    at: 0,
    problems: [],
    fields: fieldsFor(kind, about, { grave, gravest, ground }),
  };
}

function fieldsFor(
  kind: Draft["kind"],
  about: readonly FormSubject[],
  {
    grave,
    gravest,
    ground,
  }: { readonly grave: readonly Severity[]; readonly gravest: Severity; readonly ground: Ground },
): Field[] {
  if (kind === "note") {
    const notes = byFrequency(about.flatMap(({ note }) => note ?? []));
    return [field("note", "Note", "what has to be known of it; empty takes the note away", notes)];
  }
  const owner = ownerField(kind, about, ground);
  if (kind === "assign") return [owner];
  if (kind === "baseline")
    return [owner, field("until", "Until", "the last day on which it is put off", [dayAfter(ground.today, usualDays)])];
  const days = Math.min(...grave.map(ground.mostDays));
  const control = ground.controlled.has(gravest)
    ? `what is done instead: it is ${gravest}`
    : "what is done instead, if anything";
  return [
    field("reason", "Reason", "why it may stand", []),
    field("control", "Control", control, []),
    owner,
    field("approver", "Approver", "person:<e-mail or id> who allowed it", ground.approvers),
    field("until", "Until", `the last day, at most ${days} days on`, [dayAfter(ground.today, days)]),
    field("ticket", "Ticket", "where it was discussed, if anywhere", []),
  ];
}

function ownerField(kind: Draft["kind"], about: readonly FormSubject[], ground: Ground): Field {
  const owners = [
    ...new Set([...byFrequency(about.flatMap(({ finding }) => ground.ownerOf(finding) ?? [])), ...ground.owners]),
  ];
  // What was decided before keeps its owner, unless it is to be given to another.
  const now = byFrequency(about.flatMap(({ finding }) => ownerNow(finding) ?? []));
  const proposed = kind === "assign" ? owners.filter((one) => one !== now[0]) : [...new Set([...now, ...owners])];
  const label = kind === "baseline" ? "Who mends it" : kind === "assign" ? "New owner" : "Owner";
  return field("owner", label, "person:<e-mail or id> or group:<system>/<name>", proposed);
}

/** What the form says; a field that may be left empty says nothing then. */
export function draftOf({ kind, fields }: Form): Draft {
  const of = (wanted: FieldName) => fields.find(({ name }) => name === wanted)?.input.text.trim() ?? "";
  const base = { kind, owner: of("owner"), until: of("until") };
  if (kind === "note") return { ...base, note: of("note") };
  if (kind === "baseline" || kind === "assign") return base;
  const [control, ticket] = [of("control"), of("ticket")];
  return {
    ...base,
    ...{ reason: of("reason"), approver: of("approver") },
    ...(control !== "" && { control }),
    ...(ticket !== "" && { ticket }),
  };
}

/** The form with the field at hand changed. */
export function withInput(form: Form, input: TextInput): Form {
  const fields = form.fields.map((one, index) => (index === form.at ? { ...one, input } : one));
  const name = form.fields[form.at]?.name;
  return { ...form, fields, problems: form.problems.filter((problem) => problem.field !== name) };
}

/** The form with the next suggestion in the field at hand. */
export function suggested(form: Form): Form {
  const here = form.fields[form.at];
  if (!here || here.suggestions.length === 0) return form;
  const next = (here.suggestions.indexOf(here.input.text) + 1) % here.suggestions.length;
  return withInput(form, inputOf(here.suggestions[next] ?? ""));
}

/** Who answers for what lets a finding stand, or has let it. */
export function ownerNow({ waiver, baseline }: Pick<Finding, "waiver" | "baseline">): string | undefined {
  return waiver?.owner ?? baseline?.owner;
}

function field(name: FieldName, label: string, hint: string, suggestions: readonly string[]): Field {
  return { name, label, hint, suggestions: suggestions.slice(0, most), input: inputOf(suggestions[0] ?? "") };
}

function byFrequency(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([text]) => text);
}

/** A day some days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
