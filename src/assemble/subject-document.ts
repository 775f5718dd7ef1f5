import type { Correlation } from "../correlate/index.ts";
import { systemsOfSubject } from "../correlate/subject-systems.ts";
import { accountKind, type Subject } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { MembershipEntry } from "../model/document.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { IdentityKind } from "../model/records/common.ts";
import { type AccountPart, accountOf, keep, partOf, route } from "./account-parts.ts";
import { activityText } from "./activity-text.ts";
import { backersOf } from "./backers.ts";
import { breakGlassTexts, custodiansIn } from "./break-glass.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { CredentialFacts } from "./credential-facts.ts";
import { Crossings } from "./crossings.ts";
import { DeclaredParts } from "./declared-parts.ts";
import { authoritativeOf, changedText, changeText, goneIdentity, instantText } from "./entry-facts.ts";
import { fieldsText } from "./entry-text.ts";
import type { Figures } from "./figures.ts";
import { GrantEntries } from "./grant-entries.ts";
import type { Holders } from "./holders.ts";
import { LinkTexts } from "./link-texts.ts";
import { observationsOf } from "./observed-at.ts";
import { OutsideParents } from "./outside-parents.ts";
import { Owners } from "./owners.ts";
import { ProvisioningParts } from "./provisioning/index.ts";
import { registryEntry } from "./registry-entry.ts";
import { Reviews } from "./reviews.ts";
import { servedBy } from "./served.ts";
import type { Tally } from "./tally.ts";

const machineKinds: ReadonlySet<IdentityKind> = new Set(["service", "agent", "workload", "shared"]);

/** What else is counted while documents are written, and what has been joined for other documents before. */
export interface Beside {
  readonly figures?: Figures;
  readonly holders?: Holders;
  readonly provisioning?: ProvisioningParts;
  /** See `AssemblyTerms`. */
  readonly compares?: true;
}

/** Writes the documents of subjects, and counts what it writes. */
export class SubjectDocuments {
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  readonly #grants: GrantEntries;
  readonly #owners: Owners;
  readonly #observedAt: (system: string, kind: RecordKind) => string;
  readonly #credentialFacts: CredentialFacts;
  readonly #systems: ReadonlyMap<string, SystemInput>;
  readonly #declared: DeclaredParts | undefined;
  readonly #reviews: Reviews;
  /** Fields of people for which an authority is named. */
  readonly #judgedFields: ReadonlySet<string>;
  readonly #provisioning: ProvisioningParts;
  readonly #tally: Tally;
  readonly #also: Beside;
  readonly #outside: OutsideParents;
  readonly #crossings: Crossings | undefined;
  readonly #breakGlass: ReadonlyMap<string, string>;
  readonly #accountHeads = new Map<string, string>();
  readonly #links: LinkTexts;

  constructor(estate: LoadedEstate, correlation: Correlation, tally: Tally, now: string, also: Beside = {}) {
    this.#estate = estate;
    this.#correlation = correlation;
    this.#grants = new GrantEntries(estate);
    this.#owners = new Owners(estate, correlation, custodiansIn(estate));
    this.#breakGlass = breakGlassTexts(estate, this.#owners);
    this.#observedAt = observationsOf(estate.systems, now);
    this.#credentialFacts = new CredentialFacts(estate, this.#owners);
    this.#systems = new Map(estate.systems.map((system) => [system.system, system]));
    this.#reviews = new Reviews(estate, correlation);
    this.#judgedFields = new Set(estate.access.authority.map(({ field }) => field.name));
    this.#tally = tally;
    this.#also = also;
    this.#provisioning = also.provisioning ?? new ProvisioningParts(estate, correlation, now);
    this.#outside = new OutsideParents(estate);
    this.#crossings = Crossings.of(estate);
    this.#links = new LinkTexts(estate.principals.identities);
    const { declared } = correlation;
    this.#declared =
      declared &&
      new DeclaredParts(estate, correlation, declared, {
        ...{ observedAt: this.#observedAt, now, compares: also.compares },
      });
  }

  /** Appends the document of one subject to the writer. */
  write(writer: ByteWriter, subject: Subject): void {
    const machine = machineKinds.has(subject.kind);
    const systems = systemsOfSubject(subject, this.#estate);
    this.#tally.addIn("subject", systems);
    if (machine) this.#tally.addIn("machine", systems);
    writer.text(
      `{"id":${JSON.stringify(subject.id)},"scope":"subject","kind":"${subject.kind}","home":${JSON.stringify(subject.home)}`,
    );
    writer.text(
      fieldsText({
        unmatched: subject.unmatched || undefined,
        registry: subject.machine && registryEntry(subject.machine),
        owners: machine || subject.machine || subject.kind === "external" ? this.#owners.of(subject) : [],
        backers: subject.kind === "agent" ? backersOf(subject, this.#estate, this.#owners) : undefined,
      }),
    );
    writer.text(',"identities":[');
    subject.identities.forEach((number, index) => void this.#identity(writer, number, index, machine));
    writer.text('],"accounts":[');
    const parts = this.#accountParts(subject);
    this.#also.holders?.add(subject, parts);
    this.#outside.note(parts);
    const said = this.#declared?.of(subject, parts);
    // What is declared is judged like what was observed, and counted like it.
    for (const { system } of said?.expected ?? []) this.#tally.add("grant", system);
    this.#also.figures?.take(subject, parts);
    parts.forEach((part, index) => void this.#account(writer, part, index, machine, said?.memberships.get(part)));
    writer.text('],"credentials":[');
    subject.credentials.forEach((number, index) => void this.#credential(writer, subject, number, index));
    const { expected, applied, duties, moved } = said ?? {};
    const decided = said ? fieldsText({ expected, applied, duties, moved }) : "";
    const logged = this.#provisioning.textOf(subject, this.#reviews.grantsOf(parts));
    writer.text(`]${decided}${logged}${this.#reviews.textOf(subject, parts)}}`);
  }

  #identity(writer: ByteWriter, number: number, index: number, isMachine: boolean): void {
    const row = this.#estate.principals.identities[number];
    if (!row) return;
    const past = this.#estate.past.get(row.id);
    const verdict = this.#correlation.people.authoritative.get(number);
    this.#tally.add("identity", row.system);
    writer.text(`${index ? "," : ""}{"record":`);
    writer.bytes(row.bytes);
    const authoritative = verdict ? `,"authoritative":"${authoritativeOf(verdict.situation)}"` : "";
    const gone = verdict?.gone ? fieldsText({ gone: verdict.gone.map(goneIdentity) }) : "";
    const serves = isMachine ? fieldsText({ serves: servedBy(number, this.#estate, this.#owners) }) : "";
    const changed = changedText(past, this.#judgedFields);
    const observed = this.#observedAt(row.system, "identity");
    const starts = row.keys.starts !== undefined && row.keys.starts > observed ? row.keys.starts : undefined;
    writer.text(
      `,"system":${JSON.stringify(row.system)},"role":"${row.keys.role}","observedAt":"${observed}"${instantText("starts", starts)}${instantText("ends", row.keys.ends)}${instantText("expires", row.keys.expires)}${authoritative}${gone}${serves}${changed}${isMachine ? instantText("ownersUntil", past?.ownersUntil) : ""}${instantText("firstSeen", past?.firstSeen)}${instantText("statusSince", past?.statusSince)}${changeText(past)}${activityText(this.#estate, row)}}`,
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
      this.#crossings?.note(reached, parts[index]?.row.id ?? "");
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
      this.#crossings?.note(reached, row.id);
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
      const reached = { grant, via: [row.id] };
      this.#crossings?.note([reached], row.keys.principal);
      if (holder) keep(reached, holder);
    });
  }

  #account(
    writer: ByteWriter,
    { row, link, grants, members }: AccountPart,
    index: number,
    isMachine: boolean,
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
    const crosses = this.#crossings && grants.some((reached) => reached.crosses);
    const declared = row.declared ? fieldsText({ declared: row.declared }) : "";
    const emergency = this.#breakGlass.get(row.id) ?? "";
    // What a user does is told once, by the user; only of an account for emergencies it is asked for itself.
    const user = row.keys.implied && emergency !== "" ? row.id.replace(/^account:/u, "identity:") : row.id;
    writer.text(
      `${this.#accountHead(row.system)},"kind":"${accountKind(row, apps.get(row.system))}"${row.observed ? ',"observed":true' : ""}${declared}${privileged ? ',"privileged":true' : ""}${crosses ? ',"crosses":true' : ""}${this.#links.text(link)}${emergency}${instantText("expires", row.keys.expires)}${instantText("created", row.keys.created)}${instantText("firstSeen", past?.firstSeen)}${instantText("statusSince", past?.statusSince)}${changeText(past)}${activityText(this.#estate, row, user)},"grants":[`,
    );
    grants.forEach((reached, position) => {
      if (position) writer.text(",");
      this.#grants.write(writer, reached, isMachine);
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

  #credential(writer: ByteWriter, subject: Subject, number: number, index: number): void {
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
        ...this.#credentialFacts.of(row, subject),
        firstSeen: past?.firstSeen,
        statusSince: past?.statusSince,
      })}${changeText(past)}${activityText(this.#estate, row)}}`,
    );
  }
}
