import { Directory } from "../../correlate/directory.ts";
import type { Subject } from "../../correlate/subjects.ts";
import { EntitlintError } from "../../errors.ts";
import { lineText } from "../../load/lines.ts";
import { parseRecord } from "../../load/rows.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { ambiguous, findObject } from "./find-object.ts";
import type { LocatedRecord } from "./locate-record.ts";

/** Whom the question is about, and the record it named. */
export interface AskedSubject {
  readonly subject: Subject;
  /** The grant, when one was named. */
  readonly grant?: number;
}

/** What the question is about: somebody, or a record that is nobody's alone. */
export type Asked = AskedSubject | { readonly object: LocatedRecord };

/** Finds whom or what an id or a name means. Several candidates are an error that lists them. */
export function findAsked(text: string, open: OpenEstate): Asked {
  const { principals } = open.estate;
  const { subjects } = open.correlation;
  const direct = subjects.all.find((subject) => subject.id === text);
  if (direct) return { subject: direct };
  const owner = subjects.ofPrincipal(principals.numberOf(text));
  if (owner) return { subject: owner };
  const grant = findGrant(text, open);
  if (grant) return grant;
  const object = findObject(text, open);
  if (object) return { object };
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
  if (second)
    throw ambiguous(
      text,
      found.map((subject) => subject.id),
    );
  return { subject: only };
}

/** A grant that somebody holds; what groups hold is an object of its own. */
function findGrant(id: string, open: OpenEstate): AskedSubject | undefined {
  if (!id.startsWith("grant:")) return undefined;
  const { grants, principals } = open.estate;
  for (let number = 0; number < grants.count; number++) {
    const line = grants.line(number);
    const record = parseRecord<{ id: string; principal?: string }>(lineText(line, 0, line.length));
    if (record?.id !== id) continue;
    const subject = open.correlation.subjects.ofPrincipal(principals.numberOf(record.principal ?? ""));
    return subject && { subject, grant: number };
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
