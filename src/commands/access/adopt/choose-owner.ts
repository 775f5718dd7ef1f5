import { parseReference } from "../../../access/reference.ts";
import { Directory } from "../../../correlate/directory.ts";
import { groupMembers } from "../../../correlate/group-members.ts";
import { standingOf } from "../../../correlate/standing.ts";
import type { Subject } from "../../../correlate/subjects.ts";
import type { GroupRow } from "../../../load/groups.ts";
import { strongEmails } from "../../../load/match-keys.ts";
import type { Clue, Evidence } from "./clues.ts";
import type { JoinedEstate } from "./find-unregistered.ts";

/** Whom to propose as the owner of a machine, as a reference, and why. */
export interface Proposal {
  readonly who: string;
  readonly because: string;
  readonly evidence: Evidence;
}

/** Chooses, of the clues to a machine's owner, the first that leads to exactly one person or group that is here. */
export function ownerChooser(
  clues: readonly Clue[],
  open: JoinedEstate,
  now: string,
): (clues: readonly Clue[]) => Proposal | undefined {
  const { estate, correlation } = open;
  const { principals } = estate;
  const { subjects } = correlation;
  const directory = new Directory(principals, new Set(clues.flatMap(({ name }) => namesIn(name).map(bare))));
  const names = new NamesOfPeople(open);
  return (ofMachine) => {
    for (const clue of ofMachine) {
      for (const name of namesIn(clue.name)) {
        const who = referenceFor(name, clue.system);
        // What could not be written down so that it reads back is no help.
        if (who !== undefined && parseReference(who)?.text === who)
          return { who, because: clue.because, evidence: clue.evidence };
      }
    }
    return undefined;
  };

  function referenceFor(name: string, system: string): string | undefined {
    const person = personNamed(name);
    if (person) return isHere(person) ? names.of(person) : undefined;
    const group = groupNamed(name, system);
    if (!group) return undefined;
    const members = groupMembers(principals.numberOf(group.id), estate, subjects);
    return [...members].some(isHere) ? groupReference(group) : undefined;
  }

  /** The one person whom a record id, an address, a number or a login means. */
  function personNamed(name: string): Subject | undefined {
    const recorded = subjects.ofPrincipal(principals.numberOf(name));
    const found = recorded
      ? [recorded]
      : directory.people(bare(name)).map((number) => subjects.ofPrincipal(principals.firstIdentity + number));
    const [only, second] = new Set(found);
    return second === undefined && only && isPerson(only) ? only : undefined;
  }

  function groupNamed(name: string, system: string): GroupRow | undefined {
    const [, ofSystem = system, rest = name] = /^group:([^/]+)\/(.+)$/.exec(name) ?? [];
    const [only, second] = directory.groups(ofSystem, rest);
    return only === undefined || second !== undefined ? undefined : principals.groupAt(only);
  }

  function groupReference({ id, system, keys }: GroupRow): string {
    const isPlain = keys.name.trim() === keys.name && directory.groups(system, keys.name).length === 1;
    return isPlain ? `group:${system}/${keys.name}` : id;
  }

  function isHere(subject: Subject): boolean {
    return standingOf(subject, estate, correlation, now) === "here";
  }
}

/** A machine is no owner of a machine. */
function isPerson({ kind, machine, identities }: Subject): boolean {
  return !machine && identities.length > 0 && (kind === "human" || kind === "external" || kind === "unknown");
}

/** What a field may mean: all of it, or each of several that it lists. */
function namesIn(text: string): string[] {
  const parts = text.split(/[;,|]/).map((part) => part.trim());
  return [...new Set([text.trim(), ...parts])].filter((name) => name !== "");
}

function bare(name: string): string {
  return name.startsWith("person:") ? name.slice("person:".length) : name;
}

/** Finds for a person the shortest name that means nobody else. */
class NamesOfPeople {
  readonly #open: JoinedEstate;
  readonly #known = new Map<string, string>();
  #directory: Directory | undefined;

  constructor(open: JoinedEstate) {
    this.#open = open;
  }

  of(subject: Subject): string {
    const known = this.#known.get(subject.id);
    if (known !== undefined) return known;
    const { principals } = this.#open.estate;
    const rows = subject.identities.flatMap((number) => principals.identities[number] ?? []);
    const written = [
      ...rows.flatMap(({ keys }) => strongEmails(keys.emails)),
      ...rows.flatMap(({ keys }) => keys.userName ?? []),
    ];
    const name = written.find((one) => this.#isOnly(one, subject)) ?? rows[0]?.id ?? subject.id;
    this.#known.set(subject.id, `person:${name}`);
    return `person:${name}`;
  }

  #isOnly(name: string, subject: Subject): boolean {
    const { principals } = this.#open.estate;
    const { subjects } = this.#open.correlation;
    if (/^\s|\s$|\p{C}/u.test(name)) return false;
    const found = this.#directoryOfAll().people(name);
    const whose = new Set(found.map((number) => subjects.ofPrincipal(principals.firstIdentity + number)));
    return whose.size === 1 && whose.has(subject);
  }

  /** Everybody's names, because any of them may be somebody else's too. */
  #directoryOfAll(): Directory {
    const { principals } = this.#open.estate;
    this.#directory ??= new Directory(
      principals,
      principals.identities.flatMap(({ keys }) => [
        ...strongEmails(keys.emails),
        ...(keys.userName ? [keys.userName] : []),
      ]),
    );
    return this.#directory;
  }
}
