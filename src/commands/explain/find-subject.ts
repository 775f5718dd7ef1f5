import { Directory } from "../../correlate/directory.ts";
import type { Subject } from "../../correlate/subjects.ts";
import { EntitlintError } from "../../errors.ts";
import { lineText } from "../../load/lines.ts";
import { parseRecord } from "../../load/rows.ts";
import type { OpenEstate } from "../estate/open-estate.ts";

/** Whom the question is about, and the record it named. */
export interface Asked {
  readonly subject: Subject;
  /** The grant, when one was named. */
  readonly grant?: number;
}

/** Finds whom an id or a name means. Several candidates are an error that lists them. */
export function findSubject(text: string, open: OpenEstate): Asked {
  const { principals } = open.estate;
  const { subjects } = open.correlation;
  const direct = subjects.all.find((subject) => subject.id === text);
  if (direct) return { subject: direct };
  const owner = subjects.ofPrincipal(principals.numberOf(text));
  if (owner) return { subject: owner };
  const grant = findGrant(text, open);
  if (grant) return grant;
  const name = text.startsWith("person:") ? text.slice("person:".length) : text;
  const byPerson = new Directory(principals, [name])
    .people(name)
    .map((number) => subjects.ofPrincipal(principals.firstIdentity + number));
  const byAccount = principals.accounts.flatMap((row, number) =>
    row.keys.userName === name || row.keys.nativeId === name ? [subjects.ofPrincipal(number)] : [],
  );
  const found = [...new Set([...byPerson, ...byAccount])].filter((subject) => subject !== undefined);
  const [only, second] = found;
  if (!only) throw unknown(text);
  if (second) throw ambiguous(text, found);
  return { subject: only };
}

function findGrant(id: string, open: OpenEstate): Asked | undefined {
  if (!id.startsWith("grant:")) return undefined;
  const { grants, principals } = open.estate;
  for (let number = 0; number < grants.count; number++) {
    const line = grants.line(number);
    const record = parseRecord<{ id: string; principal?: string }>(lineText(line, 0, line.length));
    if (record?.id !== id) continue;
    const subject = open.correlation.subjects.ofPrincipal(principals.numberOf(record.principal ?? ""));
    if (subject) return { subject, grant: number };
    throw new EntitlintError({
      code: "estate/unknown-object",
      message: `${id} is held by ${record.principal ?? "nobody"}, which is no person, machine or account`,
      next: "Ask about one of the members, or list them with `entitlint snapshot show --kind membership`.",
    });
  }
  return undefined;
}

function unknown(text: string): EntitlintError {
  return new EntitlintError({
    code: "estate/unknown-object",
    message: `nothing in the snapshot or the access files is called ${JSON.stringify(text)}`,
    next: "Give an id as reports print it, a login, an address or an employee number.",
  });
}

function ambiguous(text: string, found: readonly Subject[]): EntitlintError {
  return new EntitlintError({
    code: "estate/ambiguous-object",
    message: `${JSON.stringify(text)} may be any of ${found
      .map((subject) => subject.id)
      .sort()
      .join(", ")}`,
    next: "Ask again with one of these ids.",
  });
}
