import type { AccountLink } from "../correlate/account-link.ts";
import type { Correlation } from "../correlate/index.ts";
import { accountKind, type Subject } from "../correlate/subjects.ts";
import type { Past } from "../load/history.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Tombstone } from "../load/tombstones.ts";
import type { GoneIdentity, IdentityEntry, Link, MembershipEntry } from "../model/document.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { IdentityKind } from "../model/records/common.ts";
import { type AccountPart, accountOf, keep, partOf, route } from "./account-parts.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { DeclaredParts } from "./declared-parts.ts";
import { fieldsText } from "./entry-text.ts";
import type { Figures } from "./figures.ts";
import { GrantEntries } from "./grant-entries.ts";
import { observedAt } from "./observed-at.ts";
import { Owners } from "./owners.ts";
import { registryEntry } from "./registry-entry.ts";
import type { Tally } from "./tally.ts";

const machineKinds: ReadonlySet<IdentityKind> = new Set(["service", "agent", "workload", "shared"]);

/** What else is counted while documents are written, and how. */
export interface Beside {
  readonly figures?: Figures;
  /** See `AssemblyTerms`. */
  readonly compares?: true;
}

/** Writes the documents of subjects, and counts what it writes. */
export class SubjectDocuments {
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  readonly #grants: GrantEntries;
  readonly #owners: Owners;
  readonly #systems: ReadonlyMap<string, SystemInput>;
  readonly #declared: DeclaredParts | undefined;
  readonly #tally: Tally;
  readonly #figures: Figures | undefined;
  readonly #now: string;
  readonly #accountHeads = new Map<string, string>();
  /** By key and confidence: there are few ways to be linked, and most accounts are. */
  readonly #links = new Map<string, Map<AccountLink["confidence"], string>>();

  constructor(
    estate: LoadedEstate,
    correlation: Correlation,
    tally: Tally,
    now: string,
    { figures, compares }: Beside = {},
  ) {
    this.#estate = estate;
    this.#correlation = correlation;
    this.#grants = new GrantEntries(estate);
    this.#owners = new Owners(estate, correlation);
    this.#systems = new Map(estate.systems.map((system) => [system.system, system]));
    this.#tally = tally;
    this.#figures = figures;
    this.#now = now;
    const { declared } = correlation;
    const observed = (system: string, kind: "grant" | "membership") => this.#observedAt(system, kind);
    this.#declared =
      declared && new DeclaredParts(estate, correlation, declared, { observedAt: observed, now, compares });
  }

  /** Appends the document of one subject to the writer. */
  write(writer: ByteWriter, subject: Subject): void {
    const machine = machineKinds.has(subject.kind);
    this.#tally.add("subject", subject.home);
    if (machine) this.#tally.add("machine", subject.home);
    writer.text(
      `{"id":${JSON.stringify(subject.id)},"scope":"subject","kind":"${subject.kind}","home":${JSON.stringify(subject.home)}`,
    );
    writer.text(
      fieldsText({
        unmatched: subject.unmatched || undefined,
        registry: subject.machine && registryEntry(subject.machine),
        owners: machine || subject.machine ? this.#owners.of(subject) : [],
      }),
    );
    writer.text(',"identities":[');
    subject.identities.forEach((number, index) => void this.#identity(writer, number, index));
    writer.text('],"accounts":[');
    const parts = this.#accountParts(subject);
    const said = this.#declared?.of(subject, parts);
    // What is declared is judged like what was observed, and counted like it.
    for (const { system } of said?.expected ?? []) this.#tally.add("grant", system);
    this.#figures?.take(subject, parts);
    parts.forEach((part, index) => void this.#account(writer, part, index, said?.memberships.get(part)));
    writer.text('],"credentials":[');
    subject.credentials.forEach((number, index) => void this.#credential(writer, number, index));
    const { expected, applied, duties, moved } = said ?? {};
    writer.text(`]${said ? fieldsText({ expected, applied, duties, moved }) : ""}${this.#approvals(subject)}}`);
  }

  #identity(writer: ByteWriter, number: number, index: number): void {
    const row = this.#estate.principals.identities[number];
    if (!row) return;
    const past = this.#estate.past.get(row.id);
    const verdict = this.#correlation.people.authoritative.get(number);
    this.#tally.add("identity", row.system);
    writer.text(`${index ? "," : ""}{"record":`);
    writer.bytes(row.bytes);
    const authoritative = verdict ? `,"authoritative":"${authoritativeOf(verdict.situation)}"` : "";
    const gone = verdict?.gone ? fieldsText({ gone: verdict.gone.map(goneIdentity) }) : "";
    writer.text(
      `,"system":${JSON.stringify(row.system)},"role":"${row.keys.role}","observedAt":"${this.#observedAt(row.system, "identity")}"${instantText("ends", row.keys.ends)}${instantText("expires", row.keys.expires)}${authoritative}${gone}${instantText("firstSeen", past?.firstSeen)}${instantText("statusSince", past?.statusSince)}${changeText(past)}}`,
    );
  }

  /** The accounts with their grants; a grant of another system's goes to the subject's account there, if there is one. */
  #accountParts(subject: Subject): AccountPart[] {
    const { accounts, identities, firstIdentity } = this.#estate.principals;
    const parts: AccountPart[] = [];
    for (const number of subject.accounts) {
      const row = accounts[number];
      if (row) parts.push(partOf(row, this.#correlation.links[number], [number]));
    }
    const own = parts.map((part) => this.#grants.of(part.members, this.#declared?.layers));
    own.forEach((reached, index) => {
      for (const grant of reached) route(grant, parts[index], parts, this.#estate.grants.system(grant.grant));
    });
    for (const number of subject.identities) {
      const member = firstIdentity + number;
      const reached = this.#grants.of([member], this.#declared?.layers);
      const row = identities[number];
      // Where roles speak of groups, every membership may count, with or without grants.
      const isMember = this.#declared !== undefined && this.#estate.nesting.byMember.has(member);
      if (!row || (!isMember && reached.length === 0 && this.#endingMemberships(member).length === 0)) continue;
      const holder = accountOf(row, parts);
      holder.members.push(member);
      for (const grant of reached) route(grant, holder, parts, this.#estate.grants.system(grant.grant));
    }
    for (const number of subject.credentials) this.#routeCredential(number, parts);
    return parts;
  }

  /** What a credential was granted itself is held by the account it is for, by way of the credential. */
  #routeCredential(number: number, parts: AccountPart[]): void {
    const { principals, credentials, grants } = this.#estate;
    const row = credentials[number];
    const member = principals.firstCredential + number;
    if (!row || !grants.byPrincipal.has(member)) return;
    const person = principals.identities[principals.numberOf(row.keys.principal) - principals.firstIdentity];
    const holder = person
      ? accountOf(person, parts)
      : (parts.find((part) => part.row.id === row.keys.principal) ??
        parts.find((part) => part.row.system === row.system) ??
        parts[0]);
    grants.byPrincipal.each(member, (grant) => {
      if (holder) keep({ grant, via: [row.id] }, holder);
    });
  }

  #account(
    writer: ByteWriter,
    { row, link, grants, members }: AccountPart,
    index: number,
    differing: readonly MembershipEntry[] = [],
  ): void {
    const past = this.#estate.past.get(row.id);
    const { apps } = this.#correlation;
    this.#tally.add("account", row.system);
    for (const reached of grants) this.#tally.add("grant", this.#estate.grants.system(reached.grant));
    writer.text(`${index ? "," : ""}{"record":`);
    writer.bytes(row.bytes);
    // Put together by hand, because there are more accounts than anything but grants; instants and kinds need no escape.
    const privileged = grants.some((reached) => this.#grants.isPrivileged(reached.grant));
    const declared = row.declared ? fieldsText({ declared: row.declared }) : "";
    writer.text(
      `${this.#accountHead(row.system)},"kind":"${accountKind(row, apps.get(row.system))}"${row.observed ? ',"observed":true' : ""}${declared}${privileged ? ',"privileged":true' : ""}${this.#linkText(link)}${instantText("expires", row.keys.expires)}${instantText("created", row.keys.created)}${instantText("firstSeen", past?.firstSeen)}${instantText("statusSince", past?.statusSince)}${changeText(past)},"grants":[`,
    );
    grants.forEach((reached, position) => {
      if (position) writer.text(",");
      this.#grants.write(writer, reached);
    });
    const told = new Set(differing.map(({ id }) => id));
    const ending = members.flatMap((member) => this.#endingMemberships(member)).filter(({ id }) => !told.has(id));
    const all = [...ending, ...differing];
    writer.text(all.length === 0 ? '],"memberships":[]}' : `],"memberships":${JSON.stringify(all)}}`);
  }

  /** What all accounts of a system have in common. */
  #accountHead(system: string): string {
    const known = this.#accountHeads.get(system);
    if (known !== undefined) return known;
    const head = fieldsText({ app: system, observedAt: this.#observedAt(system, "account") });
    this.#accountHeads.set(system, head);
    return head;
  }

  #linkText(link: AccountLink | undefined): string {
    if (!link) return ',"link":{"situation":"unmatched"}';
    if (link.situation !== "linked") return fieldsText({ link: this.#link(link) });
    const by = link.by ?? "";
    const known = this.#links.get(by)?.get(link.confidence);
    if (known !== undefined) return known;
    const text = fieldsText({ link: this.#link(link) });
    const ofKey = this.#links.get(by) ?? new Map<AccountLink["confidence"], string>();
    this.#links.set(by, ofKey.set(link.confidence, text));
    return text;
  }

  #link(link: AccountLink): Link {
    const { identities } = this.#estate.principals;
    const candidates = link.situation === "linked" ? [] : link.candidates;
    const names = candidates.map((number) => identities[number]?.id ?? "").sort();
    return {
      situation: link.situation,
      ...(link.by && { by: link.by }),
      ...(link.confidence && { confidence: link.confidence }),
      ...(names.length > 0 && { candidates: names }),
      ...(link.gone && { gone: link.gone.map(goneIdentity) }),
    };
  }

  #endingMemberships(member: number): MembershipEntry[] {
    const { nesting } = this.#estate;
    const ending: MembershipEntry[] = [];
    nesting.byMember.each(member, (membership) => {
      const row = nesting.memberships[membership];
      // Of one that Git alone declares, the end is nothing that goes on.
      if (!row?.keys.expires || (this.#declared?.layers && !row.observed)) return;
      const { group, expires } = row.keys;
      ending.push({
        id: row.id,
        group,
        system: row.system,
        expires,
        observedAt: this.#observedAt(row.system, "membership"),
      });
    });
    return ending;
  }

  #credential(writer: ByteWriter, number: number, index: number): void {
    const row = this.#estate.credentials[number];
    if (!row) return;
    const past = this.#estate.past.get(row.id);
    this.#tally.add("credential", row.system);
    writer.text(`${index ? "," : ""}{"record":`);
    writer.bytes(row.bytes);
    writer.text(
      `${fieldsText({
        app: row.system,
        observedAt: this.#observedAt(row.system, "credential"),
        expires: row.keys.expires,
        firstSeen: past?.firstSeen,
        statusSince: past?.statusSince,
      })}${changeText(past)}}`,
    );
  }

  /** What was approved about records of the subject. */
  #approvals({ accounts, identities, credentials }: Subject): string {
    const { principals, approvals, credentials: keys } = this.#estate;
    if (approvals.size === 0) return "";
    const ids = [
      ...identities.map((number) => principals.identities[number]?.id),
      ...accounts.map((number) => principals.accounts[number]?.id),
      ...credentials.map((number) => keys[number]?.id),
    ];
    const own = ids.flatMap((id) => approvals.get(id ?? "") ?? []);
    return own.length > 0 ? fieldsText({ approvals: own }) : "";
  }

  #observedAt(system: string, kind: "identity" | "account" | "credential" | "membership" | "grant"): string {
    const input = this.#systems.get(system);
    return input ? observedAt(input, kind, this.#now) : this.#now;
  }
}

/** What history remembers of a change; for most records nothing. */
function changeText(past: Past | undefined): string {
  if (!past?.statusBefore && !past?.away) return "";
  return fieldsText({ statusBefore: past.statusBefore, away: past.away });
}

function instantText(name: string, value: string | undefined): string {
  return value === undefined ? "" : `,"${name}":"${value}"`;
}

function authoritativeOf(situation: Link["situation"]): IdentityEntry["authoritative"] {
  if (situation === "linked") return "matched";
  return situation === "unmatched" || situation === "deleted" ? situation : "disputed";
}

function goneIdentity({ id, keys: { userName }, lastSeen }: Tombstone): GoneIdentity {
  return { id, ...(userName !== undefined && { userName }), lastSeen };
}
