import { lineText } from "../../../load/lines.ts";
import { parseRecord } from "../../../load/rows.ts";
import type { Credential } from "../../../model/records/credential.ts";
import type { Identity } from "../../../model/records/identity.ts";
import type { Actors } from "./actors.ts";
import type { JoinedEstate, Unregistered } from "./find-unregistered.ts";

/** What a proposal can rest on, the strongest first. */
export const evidences = ["owner", "linked", "creator", "key", "group", "application", "asked"] as const;
export type Evidence = (typeof evidences)[number];

/** Somebody who may be the owner of a machine, as a system names them. */
export interface Clue {
  readonly evidence: Evidence;
  /** A reference, a record id, an address or a name. */
  readonly name: string;
  /** The system whose name it is. */
  readonly system: string;
  /** Why, in a few words. */
  readonly because: string;
}

const ownerAttribute =
  /^(?:managed_?by|owned_?by|(?:account|service|technical|business)?_?owners?|owner_?(?:e?mail|name|id)|responsible(?:_?person)?|custodian|sponsor|(?:technical_?)?contact|manager)$/i;
const creatorAttribute = /^(?:created_?by|creator|requested_?by|requester)$/i;

/** Everything that hints at who owns a machine, the strongest hint first. */
export function cluesFor(machine: Unregistered, open: JoinedEstate, actors: Actors): Clue[] {
  const records = attributesOf(machine, open);
  return [
    ...ownersOf(machine, open),
    ...records.flatMap(named("owner", ownerAttribute)),
    ...(machine.linked ? [linkedTo(machine.linked.id, machine.system)] : []),
    ...records.flatMap(named("creator", creatorAttribute)),
    ...actors.creators(machine).map(({ name, system }) => clue("creator", name, system, `created it in ${system}`)),
    ...keyMakers(machine, open, actors),
    ...ownersOfLoneGroups(machine, open),
    ...applicationOwner(machine, open),
  ];
}

/** Whom the records of a machine in directories and catalogues, and those of its keys, call its owners. */
function ownersOf({ identities, credentials }: Unregistered, { estate }: JoinedEstate): Clue[] {
  const own = identities.flatMap((number) => {
    const row = estate.principals.identities[number];
    const record = row && parseRecord<Identity>(lineText(row.bytes, 0, row.bytes.length));
    if (!row || !record) return [];
    const { owners = [], sponsors = [], managerId } = record;
    return [
      ...owners.map((name) => clue("owner", name, row.system, `owner in ${row.system}`)),
      ...sponsors.map((name) => clue("owner", name, row.system, `sponsor in ${row.system}`)),
      ...(managerId === undefined ? [] : [clue("owner", managerId, row.system, `manager in ${row.system}`)]),
    ];
  });
  const ofKeys = credentials.flatMap((number) => {
    const row = estate.credentials[number];
    return (row?.keys.owners ?? []).map((name) => clue("owner", name, row?.system ?? "", `owner of ${row?.id}`));
  });
  return [...own, ...ofKeys];
}

interface Attributed {
  readonly system: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

function attributesOf({ accounts, identities }: Unregistered, { estate }: JoinedEstate): Attributed[] {
  const { principals } = estate;
  const rows = [
    ...identities.flatMap((number) => principals.identities[number] ?? []),
    ...accounts.flatMap((number) => principals.accounts[number] ?? []),
  ];
  return rows.map(({ system, keys }) => ({ system, attributes: Object.entries(keys.attributes ?? {}).sort() }));
}

function named(evidence: Evidence, pattern: RegExp): (record: Attributed) => Clue[] {
  return ({ system, attributes }) =>
    attributes
      .filter(([name]) => pattern.test(name))
      .map(([name, value]) => clue(evidence, value, system, `${name} in ${system}`));
}

function linkedTo(subject: string, system: string): Clue {
  return clue("linked", subject, system, `its account in ${system} is linked to them`);
}

/** Who made the newest of its keys, by the key's own record or by the log: who last rotated it knows it best. */
function keyMakers({ credentials }: Unregistered, { estate }: JoinedEstate, actors: Actors): Clue[] {
  const keys = credentials.flatMap((number) => {
    const row = estate.credentials[number];
    const record = row && parseRecord<Credential>(lineText(row.bytes, 0, row.bytes.length));
    if (!row || !record) return [];
    const { createdBy, rotatedAt, createdAt } = record;
    const made = createdBy === undefined ? [] : [{ name: createdBy, at: rotatedAt ?? createdAt ?? "" }];
    return [...made, ...actors.keyMakers(row.id)].map((one) => ({ ...one, system: row.system, id: row.id }));
  });
  return keys
    .toSorted((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0))
    .map(({ name, system, id }) => clue("key", name, system, `made its newest key ${id}`));
}

/** Owners of groups that exist for this machine alone. */
function ownersOfLoneGroups({ accounts, identities }: Unregistered, { estate }: JoinedEstate): Clue[] {
  const { principals, nesting } = estate;
  const members = [...accounts, ...identities.map((number) => principals.firstIdentity + number)];
  return members.flatMap((member) => {
    const clues: Clue[] = [];
    nesting.byMember.each(member, (membership) => {
      const group = principals.groupAt(nesting.groupOf(membership));
      let count = 0;
      nesting.byGroup.each(nesting.groupOf(membership), () => {
        count += 1;
      });
      for (const name of count === 1 ? (group?.keys.owners ?? []) : [])
        clues.push(clue("group", name, group?.system ?? "", `owner of ${group?.id}, whose only member it is`));
    });
    return clues;
  });
}

/** Where nothing else tells, whoever answers for the application is the one to ask. */
function applicationOwner({ system }: Unregistered, { correlation }: JoinedEstate): Clue[] {
  const app = correlation.apps.get(system);
  return app ? [clue("application", app.owner.text, system, `owner of the application ${system}`)] : [];
}

function clue(evidence: Evidence, name: string, system: string, because: string): Clue {
  return { evidence, name, system, because };
}
