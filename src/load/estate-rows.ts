import type { DeclaredAt } from "../model/document.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { SourceRole } from "../model/manifest.ts";
import type { Account } from "../model/records/account.ts";
import type { Identity } from "../model/records/identity.ts";
import { lineText } from "./lines.ts";
import type { AttributeBag } from "./match-keys.ts";
import { firstMeant, firstSecond, lastSecond } from "./moments.ts";
import { parseRecord, type Row, readRows, type SystemFault } from "./rows.ts";

/** What joining keeps of an identity record. */
export interface IdentityKeys extends AttributeBag {
  readonly tenant: string;
  readonly role: SourceRole;
  readonly kind: Identity["kind"];
  readonly status: Identity["status"];
  readonly statusChangedAt?: string | undefined;
  /** The earliest instant at which it can have changed, where a day alone is known. */
  readonly statusChangedFrom?: string | undefined;
  readonly ends?: string | undefined;
  readonly expires?: string | undefined;
  readonly created?: string | undefined;
  /** The first second of the day on which the person starts. */
  readonly starts?: string | undefined;
  readonly owners?: readonly string[] | undefined;
  /** Of an agent, what it is part of and who sponsors it. */
  readonly agent?: { readonly parent?: string | undefined; readonly sponsors: readonly string[] } | undefined;
  /** What a machine is part of, and there for, as its record refers to it. */
  readonly serves?: { readonly parent?: string; readonly purpose?: string };
  /** Fields that some role is given by, as far as the record has them. */
  readonly asked?: Readonly<Record<string, string>> | undefined;
}

/** What joining keeps of an account record. */
export interface AccountKeys extends AttributeBag {
  readonly tenant: string;
  readonly kind: Account["kind"];
  readonly status: Account["status"];
  readonly assignedTo?: string | undefined;
  readonly created?: string | undefined;
  /** True where the system knows when the account was made, and it could not be read. */
  readonly createdUnread?: true;
  readonly expires?: string | undefined;
  /** True for the account that every directory user is, where the source has no account record of its own. */
  readonly implied?: true;
}

export type IdentityRow = Row<IdentityKeys>;
export type AccountRow = Row<AccountKeys>;

/** Fields of an identity that hold one text and that roles can be given by. */
const texts = ["department", "title", "costCenter", "employmentType", "orgUnit", "managerId"] as const;

/** Reads all identities of a system; of the texts that few ask for, only those asked for are kept. */
export function readIdentities(
  system: SystemInput,
  faults: SystemFault[],
  asked: ReadonlySet<string> = new Set(),
): IdentityRow[] {
  const wanted = texts.filter((field) => asked.has(field));
  return readRows(system, {
    kind: "identity",
    faults,
    keys: (record) => ({
      nativeId: nativeIdOf(record.id),
      tenant: tenantOf(record.id),
      userName: record.userName,
      employeeId: record.employeeId,
      externalId: record.externalId,
      emails: record.emails?.length ? record.emails : undefined,
      attributes: record.attributes,
      immutableId: record.immutableId,
      role: system.role,
      kind: record.kind,
      status: record.status,
      statusChangedAt: record.statusChangedAt,
      ...(record.statusChangedAt && { statusChangedFrom: firstMeant(record.statusChangedAt, system.zone) }),
      ends: record.endDate && lastSecond(record.endDate, system.zone),
      expires: record.expiresAt && lastSecond(record.expiresAt, system.zone),
      created: record.createdAt && firstSecond(record.createdAt, system.zone),
      starts: record.startDate && firstSecond(record.startDate, system.zone),
      owners: answering(record),
      ...(record.kind === "agent" && { agent: { parent: record.parentId, sponsors: record.sponsors ?? [] } }),
      ...((record.parentId ?? record.purposeRef) !== undefined && { serves: servesOf(record) }),
      ...(wanted.length > 0 && { asked: textsOf(record, wanted) }),
    }),
  });
}

function servesOf({ parentId: parent, purposeRef: purpose }: Identity): NonNullable<IdentityKeys["serves"]> {
  return { ...(parent !== undefined && { parent }), ...(purpose !== undefined && { purpose }) };
}

/** Whoever answers for a machine, or for a guest. */
function answering({ kind, owners = [], sponsors = [] }: Identity): readonly string[] | undefined {
  const all = kind === "external" && sponsors.length > 0 ? [...owners, ...sponsors] : owners;
  return all.length > 0 ? all : undefined;
}

function textsOf(record: Identity, wanted: readonly (typeof texts)[number][]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of wanted) {
    const value = record[field];
    if (value !== undefined) found[field] = value;
  }
  return found;
}

/** Reads all accounts of a system. */
export function readAccounts(system: SystemInput, faults: SystemFault[]): AccountRow[] {
  return readRows(system, {
    kind: "account",
    faults,
    keys: (record) => ({
      nativeId: nativeIdOf(record.id),
      tenant: tenantOf(record.id),
      userName: record.userName,
      employeeId: record.employeeId,
      externalId: record.externalId,
      emails: record.emails?.length ? record.emails : undefined,
      attributes: record.attributes,
      kind: record.kind,
      status: record.status,
      assignedTo: record.assignedTo,
      created: record.createdAt && firstSecond(record.createdAt, system.zone),
      ...(record.unknown?.includes("createdAt") && { createdUnread: true as const }),
      expires: record.expiresAt && lastSecond(record.expiresAt, system.zone),
    }),
  });
}

/** The account that a directory's user is in the directory itself. */
export function impliedAccount(identity: IdentityRow): AccountRow {
  return new ImpliedAccount(identity);
}

/** Made from the identity's row; its record is built when somebody wants to read it. */
class ImpliedAccount implements Row<AccountKeys> {
  readonly id: string;
  readonly keys: AccountKeys;
  readonly #identity: IdentityRow;

  constructor(identity: IdentityRow) {
    const {
      role: _role,
      ends: _ends,
      owners: _owners,
      statusChangedAt: _changed,
      statusChangedFrom: _changedFrom,
      serves: _serves,
      starts: _starts,
      asked: _asked,
      agent: _agent,
      ...keys
    } = identity.keys;
    this.id = `account:${identity.id.slice("identity:".length)}`;
    this.keys = { ...keys, implied: true };
    this.#identity = identity;
  }

  get system(): string {
    return this.#identity.system;
  }

  get observed(): boolean {
    return this.#identity.observed;
  }

  get declared(): DeclaredAt | undefined {
    return this.#identity.declared;
  }

  get bytes(): Uint8Array {
    const { bytes, id, system } = this.#identity;
    const record = parseRecord<Identity>(lineText(bytes, 0, bytes.length));
    if (!record) throw new Error(`the identity ${id} was read before and cannot be read again`);
    const account: Account = {
      app: system,
      id: this.id,
      kind: record.kind,
      rawStatus: record.rawStatus,
      status: record.status,
      ...(record.userName !== undefined && { userName: record.userName }),
      ...(record.unknown && { unknown: record.unknown }),
    };
    return Buffer.from(JSON.stringify(account));
  }
}

function nativeIdOf(id: string): string {
  return id.slice(id.indexOf("/", id.indexOf("/") + 1) + 1);
}

function tenantOf(id: string): string {
  const slash = id.indexOf("/");
  return id.slice(slash + 1, id.indexOf("/", slash + 1));
}
