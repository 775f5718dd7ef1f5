import type { Subject } from "../../correlate/subjects.ts";
import { EntitlintError } from "../../errors.ts";
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

/** Somebody who is no longer in any directory: found by what history keeps, with the accounts that were theirs. */
export function goneLeaver(text: string, open: OpenEstate): Leaver | undefined {
  const { estate, correlation } = open;
  const found = correlation.ground.departed.named(text.startsWith("person:") ? text.slice("person:".length) : text);
  const [first, second] = found?.gone ?? [];
  if (!first || isHere(first.id, open)) return undefined;
  if (second) throw ambiguous(text, found?.gone.map(({ id }) => id) ?? []);
  const subjects = new Set<Subject>();
  correlation.links.forEach((link, number) => {
    if (!link.gone?.some(({ id }) => id === first.id)) return;
    const subject = correlation.subjects.ofPrincipal(number);
    if (subject) subjects.add(subject);
  });
  const documentOf = subjectDocuments(open);
  const documents = [...subjects].map(documentOf);
  const { userName } = first.keys;
  return {
    id: first.id,
    ...(userName !== undefined && { name: userName }),
    lastSeen: first.lastSeen,
    document: {
      id: first.id,
      scope: "subject",
      kind: "human",
      home: first.system,
      identities: documents.flatMap(({ identities }) => identities),
      owners: [],
      accounts: documents.flatMap(({ accounts }) => accounts),
      credentials: documents.flatMap(({ credentials }) => credentials),
    },
  };

  function isHere(id: string, { estate: { principals } }: Pick<OpenEstate, "estate">): boolean {
    return estate.principals.identities.length > 0 && principals.numberOf(id) >= 0;
  }
}

function nobody(text: string, why: string): EntitlintError {
  return new EntitlintError({
    code: "estate/unknown-object",
    message: `${JSON.stringify(text)} cannot have left: ${why}`,
    next: "Give a person's id, login, address or employee number.",
  });
}
