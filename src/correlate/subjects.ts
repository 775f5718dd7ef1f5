import picomatch from "picomatch";
import type { AccountRow, IdentityRow } from "../load/estate-rows.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { DeclaredApp, DeclaredIdentity } from "../model/access.ts";
import type { SourceRole } from "../model/manifest.ts";
import type { IdentityKind } from "../model/records/common.ts";
import type { AccountLink } from "./account-link.ts";
import type { People } from "./people.ts";

/** A person or a machine with the numbers of all its records, or an account or a key that belongs to nobody. */
export interface Subject {
  readonly id: string;
  /** The system of its most authoritative record, else of its first account. */
  readonly home: string;
  readonly kind: IdentityKind;
  readonly unmatched: boolean;
  readonly machine?: DeclaredIdentity;
  readonly identities: number[];
  readonly accounts: number[];
  readonly credentials: number[];
}

/** The subjects of the estate, sorted by id, and which of them a principal's number belongs to. */
export interface Subjects {
  readonly all: readonly Subject[];
  /** By number of account, identity and credential; groups belong to nobody. */
  ofPrincipal(principal: number): Subject | undefined;
}

/** The name under which the registry's machines without any record are counted. */
export const registryHome = "access";

const rolePrecedence: Readonly<Record<SourceRole, number>> = {
  "authoritative-identity": 0,
  directory: 1,
  application: 2,
  policy: 3,
  catalogue: 4,
  "event-log": 5,
};

/** Gathers what belongs together. */
export function gatherSubjects(
  estate: LoadedEstate,
  people: People,
  links: readonly AccountLink[],
  apps: ReadonlyMap<string, DeclaredApp>,
): Subjects {
  const drafts = new Map<string, Draft>();
  const { accounts, identities, firstIdentity, firstCredential } = estate.principals;
  const machineOfCluster = machinesByCluster(estate, people, links);
  const owners: (Draft | undefined)[] = new Array(estate.principals.size).fill(undefined);
  const clusters: (Draft | undefined)[] = new Array(identities.length).fill(undefined);
  const draft = (key: string, machine?: DeclaredIdentity): Draft => {
    const known = drafts.get(key);
    if (known) return known;
    const made: Draft = { machine, unmatched: false, identities: [], accounts: [], credentials: [] };
    drafts.set(key, made);
    return made;
  };
  const ofCluster = (cluster: number): Draft => {
    const known = clusters[cluster];
    if (known) return known;
    const machine = machineOfCluster.get(cluster);
    const made = machine ? draft(machine.id, machine) : draft(`cluster ${cluster}`);
    clusters[cluster] = made;
    return made;
  };
  for (const machine of estate.access.identities) draft(machine.id, machine);
  identities.forEach((_, number) => {
    const owner = ofCluster(people.clusters.of(number));
    owner.identities.push(number);
    owners[firstIdentity + number] = owner;
  });
  accounts.forEach((row, number) => {
    const link = links[number];
    const owner = ownerOfAccount(link, row);
    owner.accounts.push(number);
    owners[number] = owner;
  });
  estate.credentials.forEach((row, number) => {
    const owner = owners[holderOf(row.keys.principal, estate)] ?? alone(row.id);
    owner.credentials.push(number);
    owners[firstCredential + number] = owner;
  });
  return finish([...drafts.values()], owners, estate, apps);

  function ownerOfAccount(link: AccountLink | undefined, row: AccountRow): Draft {
    if (link?.machine) return draft(link.machine.id, link.machine);
    if (link?.situation === "linked" && link.subject !== undefined) return ofCluster(people.clusters.of(link.subject));
    return alone(row.id);
  }

  /** Accounts of nobody, and keys of a group or of nothing at all: what belongs to nobody is judged too. */
  function alone(id: string): Draft {
    const made = draft(id);
    made.unmatched = true;
    return made;
  }
}

/** The number of whom a credential is for; one that another credential made is for whom that one is. */
function holderOf(principal: string, { principals, credentials }: LoadedEstate): number {
  const seen = new Set<number>();
  let number = principals.numberOf(principal);
  while (number >= principals.firstCredential && !seen.has(number)) {
    seen.add(number);
    number = principals.numberOf(credentials[number - principals.firstCredential]?.keys.principal ?? "");
  }
  return number;
}

interface Draft {
  readonly machine: DeclaredIdentity | undefined;
  unmatched: boolean;
  readonly identities: number[];
  readonly accounts: number[];
  readonly credentials: number[];
  /** What became of it. */
  subject?: Subject;
}

/** A machine whose registered account is a directory's user takes that user's identity record with it. */
function machinesByCluster(
  estate: LoadedEstate,
  people: People,
  links: readonly AccountLink[],
): Map<number, DeclaredIdentity> {
  const found = new Map<number, DeclaredIdentity>();
  const { accounts, firstIdentity } = estate.principals;
  links.forEach((link, number) => {
    if (!link.machine) return;
    const twin = estate.principals.numberOf(`identity:${accounts[number]?.id.slice("account:".length)}`);
    if (twin < 0) return;
    const cluster = people.clusters.of(twin - firstIdentity);
    const known = found.get(cluster);
    if (!known || link.machine.id < known.id) found.set(cluster, link.machine);
  });
  return found;
}

function finish(
  drafts: readonly Draft[],
  owners: readonly (Draft | undefined)[],
  estate: LoadedEstate,
  apps: ReadonlyMap<string, DeclaredApp>,
): Subjects {
  const made = drafts.map((draft) => {
    draft.subject = subjectOf(draft, estate, apps);
    return draft.subject;
  });
  const all = made.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return {
    all,
    ofPrincipal: (principal) => owners[principal]?.subject,
  };
}

function subjectOf(draft: Draft, estate: LoadedEstate, apps: ReadonlyMap<string, DeclaredApp>): Subject {
  const { identities, accounts } = estate.principals;
  const rows = draft.identities.map((number) => ({ number, row: identities[number] }));
  rows.sort((a, b) => compareIdentities(a.row, b.row));
  const best = rows[0]?.row;
  // By id, because the order of lines depends on how a kind is split into files.
  draft.accounts.sort((a, b) => ((accounts[a]?.id ?? "") < (accounts[b]?.id ?? "") ? -1 : 1));
  const lone = accounts[draft.accounts[0] ?? -1] ?? estate.credentials[draft.credentials[0] ?? -1];
  return {
    id: draft.machine?.id ?? best?.id ?? lone?.id ?? "",
    home: best?.system ?? lone?.system ?? registryHome,
    kind:
      draft.machine?.kind ??
      kindOf(
        rows.map(({ row }) => row),
        draft,
        estate,
        apps,
      ),
    unmatched: draft.unmatched,
    ...(draft.machine && { machine: draft.machine }),
    identities: rows.map(({ number }) => number),
    accounts: draft.accounts,
    credentials: draft.credentials,
  };
}

function compareIdentities(a: IdentityRow | undefined, b: IdentityRow | undefined): number {
  if (!a || !b) return 0;
  const byRole = rolePrecedence[a.keys.role] - rolePrecedence[b.keys.role];
  return byRole !== 0 ? byRole : a.id < b.id ? -1 : 1;
}

function kindOf(
  identities: readonly (IdentityRow | undefined)[],
  draft: Draft,
  estate: LoadedEstate,
  apps: ReadonlyMap<string, DeclaredApp>,
): IdentityKind {
  const told = identities.find((row) => row && row.keys.kind !== "unknown");
  if (told) return told.keys.kind;
  for (const number of draft.accounts) {
    const row = estate.principals.accounts[number];
    const kind = row ? accountKind(row, apps.get(row.system)) : "unknown";
    if (kind !== "unknown") return kind;
  }
  return "unknown";
}

const patterns = new WeakMap<DeclaredApp, (userName: string) => IdentityKind>();

/** What an account is: by its record, else by the first of the application's `kinds` that fits its user name. */
export function accountKind(row: AccountRow, app: DeclaredApp | undefined): IdentityKind {
  if (row.keys.kind !== "unknown" || !app?.kinds.length) return row.keys.kind;
  const known = patterns.get(app);
  if (known) return known(row.keys.userName ?? row.keys.nativeId);
  const matchers = app.kinds.map((entry) => ({ kind: entry.kind, matches: picomatch(entry.match, { nocase: true }) }));
  const decide = (name: string): IdentityKind => matchers.find((entry) => entry.matches(name))?.kind ?? "unknown";
  patterns.set(app, decide);
  return decide(row.keys.userName ?? row.keys.nativeId);
}
