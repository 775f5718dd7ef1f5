import { accountKind, type Subject } from "../../../correlate/subjects.ts";
import type { AccountRow } from "../../../load/estate-rows.ts";
import type { DeclaredIdentity } from "../../../model/access.ts";
import type { IdentityKind, LifecycleStatus } from "../../../model/records/common.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";

/** The part of the estate that machines are found and their owners guessed in. */
export type JoinedEstate = Pick<OpenEstate, "access" | "estate" | "correlation">;

/** A machine that a system shows and nobody has registered. */
export interface Unregistered {
  readonly kind: DeclaredIdentity["kind"];
  /** The system it is counted in. */
  readonly system: string;
  /** What it calls itself. */
  readonly name: string;
  /** Numbers of its accounts, in the order of their ids; there is at least one. */
  readonly accounts: readonly number[];
  /** Their ids. */
  readonly ids: readonly [string, ...string[]];
  /** Numbers of its identity records and of its keys. */
  readonly identities: readonly number[];
  readonly credentials: readonly number[];
  readonly privileged: boolean;
  /** The person whom its account is linked to, where the system calls a person's account a machine's. */
  readonly linked?: Subject;
}

/** What was found, and what was left alone. */
export interface Found {
  /** Those with privileged access first, then by id. */
  readonly machines: readonly Unregistered[];
  /** Accounts that links.yaml or breakglass.yaml speak of. */
  readonly decided: number;
  /** Usable accounts of which nothing tells whether they are a person's or a machine's. */
  readonly unclassified: number;
}

const gone: ReadonlySet<LifecycleStatus> = new Set<LifecycleStatus>(["terminated", "deleted"]);

/** Every observed machine that no entry of the registry covers. */
export function findUnregistered(open: JoinedEstate): Found {
  const { access, estate, correlation } = open;
  const { accounts } = estate.principals;
  const spokenOf = new Set(
    [...access.links, ...access.breakglass].flatMap(({ account }) => (account.kind === "account" ? [account.id] : [])),
  );
  const machines: Unregistered[] = [];
  let decided = 0;
  let unclassified = 0;
  for (const subject of correlation.subjects.all) {
    if (subject.machine) continue;
    const there = subject.accounts.filter((number) => {
      const row = accounts[number];
      return row?.observed && !gone.has(row.keys.status);
    });
    const free = there.filter((number) => !spokenOf.has(accounts[number]?.id ?? ""));
    const kind = machineKind(subject.kind);
    if (kind) {
      decided += there.length - free.length;
      machines.push(...machineOf(open, subject, { kind, accounts: free, whole: true }));
      continue;
    }
    for (const number of free) {
      const own = kindOf(accounts[number], open);
      if (own === "unknown" && subject.identities.length === 0) unclassified += 1;
      const ownKind = machineKind(own);
      if (ownKind) machines.push(...machineOf(open, subject, { kind: ownKind, accounts: [number], whole: false }));
    }
  }
  machines.sort((a, b) => Number(b.privileged) - Number(a.privileged) || (a.ids[0] < b.ids[0] ? -1 : 1));
  return { machines, decided, unclassified };
}

interface Part {
  readonly kind: DeclaredIdentity["kind"];
  readonly accounts: readonly number[];
  /** False where only these accounts of a person's are a machine's. */
  readonly whole: boolean;
}

function machineOf(
  { estate, correlation }: JoinedEstate,
  subject: Subject,
  { kind, accounts, whole }: Part,
): Unregistered[] {
  const { principals } = estate;
  const rows = accounts.flatMap((number) => principals.accounts[number] ?? []);
  const [first, ...more] = rows;
  if (!first) return [];
  const isOwn = (number: number) => rows.some(({ id }) => id === estate.credentials[number]?.keys.principal);
  return [
    {
      kind,
      system: whole ? subject.home : first.system,
      name: first.keys.userName ?? first.keys.nativeId,
      accounts,
      ids: [first.id, ...more.map(({ id }) => id)],
      identities: whole ? subject.identities : [],
      credentials: whole ? subject.credentials : subject.credentials.filter(isOwn),
      privileged: accounts.some((number) => correlation.privileged(number)),
      ...(!whole && subject.identities.length > 0 && { linked: subject }),
    },
  ];
}

function kindOf(row: AccountRow | undefined, { correlation }: JoinedEstate): IdentityKind {
  return row ? accountKind(row, correlation.apps.get(row.system)) : "unknown";
}

function machineKind(kind: IdentityKind): DeclaredIdentity["kind"] | undefined {
  return kind === "service" || kind === "agent" || kind === "workload" || kind === "shared" ? kind : undefined;
}
