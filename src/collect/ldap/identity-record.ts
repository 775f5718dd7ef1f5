import type { Email } from "../../model/records/common.ts";
import type { Identity } from "../../model/records/identity.ts";
import type { Instant } from "../../model/time.ts";
import { accountState, flags, trustAccount } from "./account-status.ts";
import type { Directory } from "./directory.ts";
import { parentDn } from "./dn.ts";
import type { LdapEntry } from "./entry.ts";
import type { Flavour } from "./flavour.ts";
import { fromGeneralizedTime } from "./moments.ts";
import type { Profile } from "./profile.ts";
import { isBuiltinAccount, sidText } from "./windows-ids.ts";

export interface IdentityMaker {
  readonly flavour: Flavour;
  readonly profile: Profile;
  readonly keep: readonly string[];
  readonly now: Instant;
  readonly lockHidden: boolean;
}

/** What finds whoever is named by a DN. */
export interface Naming {
  readonly directory: Directory;
  /** Told of DNs of owners and managers that lead to no record. */
  readonly dangling: (field: string, dn: string) => void;
}

/** An identity, and whom it names by DN: they may not have been read yet. */
export interface IdentityDraft {
  readonly record: Identity;
  readonly manager?: string;
  readonly owners: readonly string[];
}

/** One account as an identity; `isService` where a search for service accounts gave it. */
export function identityDraft(entry: LdapEntry, id: string, isService: boolean, maker: IdentityMaker): IdentityDraft {
  const { profile, flavour } = maker;
  const { fields } = profile;
  const { unknown: unreadable = [], ...state } = accountState(entry, flavour, maker.now, maker.lockHidden);
  const kind = kindOf(entry, isService, flavour);
  const emails = emailsOf(entry, fields.email);
  const manager = entry.text(fields.manager);
  const owners = ownerDns(entry, kind.kind === "human" ? [] : ["managedBy", "owner", fields.manager]);
  const attributes = attributesOf(entry, maker);
  const orgUnit = parentDn(entry.dn);
  const record: Identity = {
    ...{ id, ...state, ...kind, emails, orgUnit },
    ...textField("userName", entry.text(fields.userName)),
    ...textField("displayName", entry.text(fields.displayName) ?? entry.text("cn")),
    ...textField("employeeId", entry.text(fields.employeeId)),
    ...textField("employmentType", entry.text(fields.employmentType)),
    ...textField("department", entry.text(fields.department)),
    ...textField("title", entry.text(fields.title)),
    ...textField("createdAt", fromGeneralizedTime(entry.text(flavour === "ad" ? "whenCreated" : "createTimestamp"))),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
  const unknown = [...new Set([...unreadable, ...garbledFields(entry, maker)])].toSorted();
  return {
    ...{ owners, record: unknown.length > 0 ? { ...record, unknown } : record },
    ...(manager !== undefined && { manager }),
  };
}

/** The identity with the ids of those it names. */
export function identityRecord({ record, manager, owners }: IdentityDraft, naming: Naming): Identity {
  const managerId = manager === undefined ? undefined : resolved("managerId", manager, naming);
  return { ...record, owners: ownersOf(owners, naming), ...textField("managerId", managerId) };
}

function kindOf(entry: LdapEntry, isService: boolean, flavour: Flavour): Pick<Identity, "kind" | "kindEvidence"> {
  if (flavour === "ad") {
    if (isBuiltinAccount(sidText(entry.bytes("objectSid"))))
      return { kind: "system", kindEvidence: ["built-in account"] };
    if ((flags(entry.text("userAccountControl")) ?? 0) & trustAccount)
      return { kind: "system", kindEvidence: ["trust account"] };
  }
  if (!isService) return { kind: "human", kindEvidence: ["found among people"] };
  const evidence = [
    ...entry
      .texts("objectClass")
      .filter((name) => /ServiceAccount$|^applicationProcess$|^simpleSecurityObject$|^account$/iu.test(name)),
    ...(entry.has("servicePrincipalName") ? ["servicePrincipalName"] : []),
  ];
  return { kind: "service", kindEvidence: evidence.length > 0 ? evidence : ["found among service accounts"] };
}

/** `mail`, and what Active Directory keeps of older and other addresses, of which `SMTP:` in capitals is the main one. */
function emailsOf(entry: LdapEntry, attribute: string): Email[] {
  const main = entry.texts(attribute);
  const known = new Set(main.map((value) => value.toLowerCase()));
  const aliases = entry.texts("proxyAddresses").flatMap((text) => {
    const [, address = ""] = /^smtp:(.+)$/isu.exec(text) ?? [];
    return address !== "" && !known.has(address.toLowerCase()) ? [{ value: address, type: "alias" }] : [];
  });
  const isOne = main.length === 1;
  return [...main.map((value) => ({ value, ...(isOne && { primary: true }) })), ...aliases];
}

/** The DNs of owners, as these attributes give them. */
export function ownerDns(entry: LdapEntry, names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => entry.texts(name)))];
}

/** Record ids of owners, or the DN itself where no record was read for it: somebody is named, whoever that is. */
export function ownersOf(dns: readonly string[], naming: Naming): string[] {
  return [...new Set(dns.map((dn) => resolved("owners", dn, naming) ?? dn))].toSorted();
}

function resolved(field: string, dn: string, { directory, dangling }: Naming): string | undefined {
  const found = directory.find(dn);
  if (!found || (field === "managerId" && found.type !== "identity")) {
    dangling(field, dn);
    return undefined;
  }
  return found.id;
}

function attributesOf(entry: LdapEntry, { keep, flavour }: IdentityMaker): Record<string, string> {
  const sid = flavour === "ad" ? sidText(entry.bytes("objectSid")) : undefined;
  const upn = flavour === "ad" ? entry.text("userPrincipalName") : undefined;
  const kept = keep.flatMap((name): [string, string][] => {
    const values = entry.texts(name);
    return values.length > 0 ? [[name, values.join("; ")]] : [];
  });
  return { ...textField("userPrincipalName", upn), ...textField("objectSid", sid), ...Object.fromEntries(kept) };
}

function garbledFields(entry: LdapEntry, { profile }: IdentityMaker): string[] {
  const fieldOf = new Map(Object.entries(profile.fields).map(([field, name]) => [name, field]));
  const names: Readonly<Record<string, string>> = {
    ...{ email: "emails", manager: "managerId", cn: "displayName", owner: "owners", managedBy: "owners" },
  };
  return [...entry.garbled].map((name) => {
    const field = fieldOf.get(name) ?? name;
    return names[field] ?? (fieldOf.has(name) ? field : "attributes");
  });
}

function textField<N extends string>(name: N, value: string | undefined): { [K in N]?: string } {
  const field: { [K in N]?: string } = {};
  if (value !== undefined) field[name] = value;
  return field;
}
