import type { Hold } from "../../correlate/declared/holds.ts";
import type { Subject } from "../../correlate/subjects.ts";
import type { NewAccess } from "../../model/changes.ts";
import type { RecordOf } from "../../model/record.ts";
import type { OpenEstate } from "../estate/open-estate.ts";

/** A grant or a membership of the snapshot. */
export type AccessRecord =
  | { readonly kind: "grant"; readonly system: string; readonly record: RecordOf<"grant"> }
  | { readonly kind: "membership"; readonly system: string; readonly record: RecordOf<"membership"> };

/** A line in Git that gives somebody something. */
export interface Line {
  readonly file: string;
  readonly line: number;
  readonly role?: string;
}

/** What Git and the records say of a new access, before anybody has looked when a line was written. */
export interface Allowed extends Pick<NewAccess, "subject" | "target" | "approval"> {
  readonly line?: Line | undefined;
  /** Where no line gives it: what that means. */
  readonly otherwise: Pick<NewAccess, "standing" | "because">;
}

/** Finds what allows a grant or a membership. */
export function allowances(open: OpenEstate): (access: AccessRecord) => Allowed {
  const { principals, entitlements, approvals } = open.estate;
  const { declared, subjects } = open.correlation;
  const owners = subjectByNumber(subjects.all, principals.firstIdentity);
  const numbers = new Map(entitlements.map(({ id }, number) => [id, number]));
  const lines = new Map(open.declared.flatMap((source) => source.lines.map(({ id, declared: at }) => [id, at])));

  return (found) => {
    const { record, kind, system } = found;
    const [holder, target] =
      kind === "grant" ? [found.record.principal, found.record.entitlement] : [found.record.member, found.record.group];
    const subject = owners.get(principals.numberOf(holder));
    const number = kind === "grant" ? (numbers.get(target) ?? -1) : principals.numberOf(target);
    const what = kind === "grant" ? "entitlements" : "groups";
    const said = subject && declared?.of(subject);
    const line = lines.get(record.id) ?? lineOf(said?.[what].get(number));
    const approval = approvals.get(record.id)?.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
    return {
      target,
      ...(subject && { subject: subject.id }),
      ...(approval && { approval: { ref: approval.ref, at: approval.at } }),
      line,
      otherwise: withoutLine({ what, number, holder, subject, system }, open),
    };
  };
}

interface Ground {
  readonly what: "entitlements" | "groups";
  readonly number: number;
  readonly holder: string;
  readonly subject: Subject | undefined;
  readonly system: string;
}

/** What it means that no line in Git gives an access. */
function withoutLine(
  { what, number, holder, subject, system }: Ground,
  { correlation, declared: sources }: OpenEstate,
): Allowed["otherwise"] {
  const { declared, apps } = correlation;
  const unsettled = declared?.named.unsettled[what].get(number);
  if (unsettled !== undefined)
    return { standing: "undecided", because: `role ${unsettled} gives it by fields that nothing tells` };
  const ended = subject && declared?.of(subject).lapsed[what].get(number);
  if (ended !== undefined) return { standing: "out-of-band", because: `the line that gave it ended at ${ended}` };
  const mode = apps.get(system)?.mode ?? "observe";
  if (mode === "observe") return { standing: "not-governed", because: `${system} is only observed` };
  if (mode === "listed" && !declared?.named[what].has(number))
    return { standing: "not-governed", because: "no role names it" };
  // What a group is given, roles cannot say; a format of one's own can.
  const isSaidElsewhere = sources.some(({ source }) => source.system === system);
  if (holder.startsWith("group:") && !isSaidElsewhere)
    return { standing: "not-governed", because: "a group holds it, and roles give to people and machines" };
  return { standing: "out-of-band", because: subject ? "no line gives it to them" : "nobody is known whose it is" };
}

function lineOf(hold: Hold | undefined): Line | undefined {
  const { file, line = 1 } = hold?.place ?? {};
  return hold && file !== undefined ? { file, line, role: hold.role } : undefined;
}

/** Subjects by the numbers of their accounts and identities. */
function subjectByNumber(all: readonly Subject[], firstIdentity: number): ReadonlyMap<number, Subject> {
  return new Map(
    all.flatMap((subject) => [
      ...subject.accounts.map((number) => [number, subject] as const),
      ...subject.identities.map((number) => [firstIdentity + number, subject] as const),
    ]),
  );
}
