import type { Subject } from "../../correlate/subjects.ts";
import { EntitlintError } from "../../errors.ts";
import type { Tombstone } from "../../load/tombstones.ts";
import type { SubjectDocument } from "../../model/document.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { subjectNames } from "../estate/subject-names.ts";
import { subjectDocuments } from "../estate/subject-parts.ts";
import { findAsked } from "../explain/find-asked.ts";
import { ambiguous } from "../explain/find-object.ts";

/** Whom the question is about: somebody of whom there are records, or somebody who is gone and whose accounts are left. */
export interface Leaver {
  readonly id: string;
  readonly name?: string;
  /** Everything that is theirs, as rules see it. */
  readonly document: SubjectDocument;
  /** Absent where none of their own records is there any more. */
  readonly subject?: Subject;
  /** The last reading that showed somebody of whom nothing but accounts is left. */
  readonly lastSeen?: string;
}

/** Finds the person whom an id, a login, an address or a number means. Several candidates are an error that lists them. */
export function findLeaver(text: string, open: OpenEstate): Leaver {
  const gone = goneLeaver(text, open);
  if (gone) return gone;
  const asked = findAsked(text, open);
  if ("object" in asked) throw nobody(text, `it is ${asked.object.id}, which is no person`);
  const { subject } = asked;
  const document = subjectDocuments(open)(subject);
  const formerly = document.accounts.flatMap(({ link }) => link.gone ?? [])[0];
  if (subject.unmatched && formerly) return goneLeaver(formerly.id, open) ?? { id: subject.id, document, subject };
  const name = subjectNames(open)(subject.id);
  return { id: subject.id, ...(name !== undefined && { name }), document, subject };
}

function goneLeaver(text: string, open: OpenEstate): Leaver | undefined {
  const found = open.correlation.ground.departed.named(
    text.startsWith("person:") ? text.slice("person:".length) : text,
  );
  const [first, second] = found?.gone ?? [];
  if (!first || isHere(first, open)) return undefined;
  if (second) throw ambiguous(text, found?.gone.map(({ id }) => id) ?? []);
  return goneLeavers(open)(first);
}

function isHere({ id }: Tombstone, { estate }: OpenEstate): boolean {
  return estate.principals.numberOf(id) >= 0;
}

/**
 * Makes a leaver of somebody whom history keeps, with the accounts that were theirs; undefined of somebody whose record is back. All
 * accounts are gone through once, for whoever asks about many.
 */
export function goneLeavers(open: OpenEstate): (gone: Tombstone) => Leaver | undefined {
  const { subjects, links } = open.correlation;
  const documentOf = subjectDocuments(open);
  const left = new Map<string, Set<Subject>>();
  links.forEach((link, number) => {
    const subject = link.gone && subjects.ofPrincipal(number);
    if (!subject) return;
    for (const { id } of link.gone ?? []) left.set(id, (left.get(id) ?? new Set()).add(subject));
  });
  return (gone) => {
    if (isHere(gone, open)) return undefined;
    const documents = [...(left.get(gone.id) ?? [])].map(documentOf);
    const { id, system, lastSeen, keys } = gone;
    return {
      ...{ id, lastSeen, ...(keys.userName !== undefined && { name: keys.userName }) },
      document: {
        ...{ id, scope: "subject", kind: "human", home: system, owners: [] },
        identities: documents.flatMap(({ identities }) => identities),
        accounts: documents.flatMap(({ accounts }) => accounts),
        credentials: documents.flatMap(({ credentials }) => credentials),
      },
    };
  };
}

function nobody(text: string, why: string): EntitlintError {
  return new EntitlintError({
    code: "estate/unknown-object",
    message: `${JSON.stringify(text)} cannot have left: ${why}`,
    next: "Give a person's id, login, address or employee number.",
  });
}
