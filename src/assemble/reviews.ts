import { Directory } from "../correlate/directory.ts";
import type { Correlation } from "../correlate/index.ts";
import type { Subject } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import { lastSecond } from "../load/moments.ts";
import type { DeclaredReview } from "../model/declared/review.ts";
import type { ReviewEntry } from "../model/review-entry.ts";
import type { AccountPart } from "./account-parts.ts";
import { fieldsText } from "./entry-text.ts";

/** What reviews decided, of records that some system keeps and of access files, joined to whom it concerns. */
export class Reviews {
  readonly #estate: LoadedEstate;
  readonly #byId: ReadonlyMap<string, readonly ReviewEntry[]>;
  /** Ids of the grants that were reviewed, by number. */
  readonly #grants: ReadonlyMap<number, string>;
  readonly #ofMemberships: boolean;

  constructor(estate: LoadedEstate, correlation: Correlation) {
    this.#estate = estate;
    this.#byId = reviewsById(estate, correlation);
    this.#grants = reviewedGrants(estate, this.#byId);
    this.#ofMemberships = [...this.#byId.keys()].some((id) => id.startsWith("membership:"));
  }

  /** What a subject's document says of it; empty for most. */
  textOf(subject: Subject, parts: readonly AccountPart[]): string {
    if (this.#byId.size === 0) return "";
    const { principals, credentials } = this.#estate;
    const ids = new Set<string | undefined>([
      subject.id,
      ...subject.identities.map((number) => principals.identities[number]?.id),
      ...parts.flatMap(({ row }) => [row.id, `app:${row.system}`]),
      ...subject.credentials.map((number) => credentials[number]?.id),
      ...this.grantsOf(parts),
      ...(this.#ofMemberships ? parts.flatMap(({ members }) => members.flatMap((member) => this.#heldBy(member))) : []),
    ]);
    const reviews = [...ids].flatMap((id) => this.#byId.get(id ?? "") ?? []);
    return reviews.length > 0 ? fieldsText({ reviews }) : "";
  }

  /** Those of the grants that accounts have themselves that were reviewed. */
  grantsOf(parts: readonly AccountPart[]): string[] {
    if (this.#grants.size === 0) return [];
    return parts.flatMap(({ grants }) =>
      grants.flatMap(({ grant, via }) => (via ? [] : (this.#grants.get(grant) ?? []))),
    );
  }

  /** The memberships of an account. */
  #heldBy(member: number): string[] {
    const { nesting } = this.#estate;
    const ids: string[] = [];
    nesting.byMember.each(member, (membership) => {
      const id = nesting.memberships[membership]?.id;
      if (id !== undefined) ids.push(id);
    });
    return ids;
  }
}

/** All reviews by the id of what they are about; of a person, that of the subject. */
export function reviewsById(
  estate: LoadedEstate,
  correlation: Correlation,
): ReadonlyMap<string, readonly ReviewEntry[]> {
  const found = new Map<string, ReviewEntry[]>();
  const all = [...estate.reviews, ...estate.access.reviews.map(entryOf)];
  const people = all.flatMap(({ of }) => (of.startsWith(person) ? [of.slice(person.length)] : []));
  const directory = new Directory(estate.principals, people);
  for (const entry of all) {
    const of = entry.of.startsWith(person)
      ? subjectOf(entry.of, directory, correlation, estate.principals.firstIdentity)
      : entry.of;
    if (of === undefined) continue;
    const known = found.get(of);
    if (known) known.push({ ...entry, of });
    else found.set(of, [{ ...entry, of }]);
  }
  return found;
}

const person = "person:";

function entryOf({ about, decision, at, campaign, place }: DeclaredReview): ReviewEntry {
  const declared = { file: place.file ?? "", line: place.line ?? 1 };
  return { of: idOf(about), decision, at: lastSecond(at, "UTC"), campaign, declared };
}

function idOf(about: DeclaredReview["about"]): string {
  if (about.kind === "person") return `${person}${about.name}`;
  return about.kind !== "app" && "id" in about ? about.id : about.text;
}

/** The subject that a name leads to; none where it leads to several. */
function subjectOf(
  reference: string,
  directory: Directory,
  { subjects }: Correlation,
  firstIdentity: number,
): string | undefined {
  const numbers = directory.people(reference.slice(person.length));
  const [found, second] = new Set(numbers.map((number) => subjects.ofPrincipal(firstIdentity + number)?.id));
  return second === undefined ? found : undefined;
}

/** Grants are kept without their ids, which are looked for only where some were reviewed. */
function reviewedGrants({ grants }: LoadedEstate, reviewed: ReadonlyMap<string, unknown>): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (![...reviewed.keys()].some((id) => id.startsWith("grant:"))) return found;
  for (let grant = 0; grant < grants.count; grant += 1) {
    const bytes = grants.line(grant);
    const [, text] = /[{,]"id":("(?:[^"\\]|\\.)*")/u.exec(lineText(bytes, 0, bytes.length)) ?? [];
    const id: unknown = text === undefined ? undefined : JSON.parse(text);
    if (typeof id === "string" && reviewed.has(id)) found.set(grant, id);
  }
  return found;
}
