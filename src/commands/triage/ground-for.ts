import { NoteText } from "../../access/schema/note.ts";
import { EntitlintError } from "../../errors.ts";
import type { AccessState } from "../../model/access.ts";
import type { ParamValue } from "../../model/estate.ts";
import { type Severity, severities } from "../../model/severity.ts";
import type { Draft, FieldName, FieldProblem } from "../../triage/model/decision.ts";
import type { Ground } from "../../triage/model/ground.ts";
import { type ChoiceOptions, readChoice } from "../baseline/choose.ts";
import { GivenOptions } from "../decisions/given-options.ts";
import type { OpenRules } from "../estate/open-rules.ts";
import { readWaiver } from "../waive/read-waiver.ts";
import { ownersIn } from "./owner-of.ts";

/** The rule that says how long a waiver may be, and of what it has to say what is done instead. */
const judging = "waiver-invalid";
const secondsOfDay = 86_400;

/** Where nothing can be decided: a report that lies beside no config. */
export function noGround(today: string, whyNot: string): Ground {
  const none = { controlled: new Set<Severity>(), aboutWaivers: new Set<string>(), approvers: [], owners: [] };
  return { ...none, today, whyNot, mostDays: () => 0, ownerOf: () => undefined, problemsOf: () => [] };
}

/** What decisions are held to by the rules as the config sets them, and what earlier ones propose. */
export function groundFor(
  access: AccessState,
  { pack, params }: Pick<OpenRules, "pack" | "params">,
  today: string,
): Ground {
  const { longest, controlled } = params[judging] ?? {};
  const ownerOf = ownersIn(access);
  const { waivers, baseline, apps, identities } = access;
  const owners = [...waivers, ...baseline, ...apps, ...identities].flatMap(({ owner }) => owner?.text ?? []);
  return {
    ...{ today, ownerOf },
    mostDays: (severity) => daysOf(longest, severity),
    controlled: new Set(
      severities.filter((severity) => Array.isArray(controlled) && controlled.some((one) => one === severity)),
    ),
    aboutWaivers: new Set(pack.rules.filter(({ scope }) => scope === "waiver").map(({ id }) => id)),
    approvers: byFrequency(waivers.map(({ approver }) => approver.text)),
    owners: byFrequency(owners),
    problemsOf: (draft) => problemsOf(draft, today),
  };
}

function daysOf(longest: ParamValue | undefined, severity: Severity): number {
  const limits =
    longest !== null && typeof longest === "object" && !Array.isArray(longest) ? longest : { default: longest };
  const seconds =
    Object.entries(limits).find(([name]) => name === severity)?.[1] ??
    Object.entries(limits).find(([name]) => name === "default")?.[1];
  return typeof seconds === "number" ? Math.floor(seconds / secondsOfDay) : 0;
}

/** The reading of the command line tells all that is missing or wrong, each under the name of its option. */
function problemsOf(draft: Draft, today: string): FieldProblem[] {
  if (draft.kind === "note") return noteProblems(draft.note ?? "");
  try {
    if (draft.kind === "assign") readOwner(draft.owner);
    else if (draft.kind === "baseline") readChoice({ ...draft, format: "text" } satisfies ChoiceOptions & Draft, today);
    else readWaiver({ ...draft, format: "text" }, { asked: "it", object: undefined });
    return [];
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    return error.problems.map(({ message, next }) => {
      const { option = "reason", rest = message } = /^--(?<option>[a-z-]+) (?<rest>.*)$/s.exec(message)?.groups ?? {};
      return { field: option as FieldName, message: `${rest}. ${next ?? ""}`.trim() };
    });
  }
}

/** As the file's schema has it; the empty text is none. */
function noteProblems(note: string): FieldProblem[] {
  const issues = note === "" ? [] : (NoteText.safeParse(note).error?.issues ?? []);
  return issues.map(({ message }) => ({ field: "note", message }));
}

function readOwner(owner: string): void {
  const read = new GivenOptions();
  read.reference("--owner", owner, ["person", "group"], "person:<e-mail or id> or group:<system>/<name>");
  read.settle();
}

function byFrequency(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([text]) => text);
}
