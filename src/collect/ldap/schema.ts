import * as z from "zod";
import { SecretReference } from "../../network/secret-reference.ts";

/** Attributes that hold what lets somebody in; nobody needs them to judge access. */
const secretAttribute =
  /pass(?:word|wd)|unicodepwd|dbcspwd|pwdhistory|secret|^krb|^samba(?:nt|lm)|supplementalcredentials|managedpassword|privatekey|token|userpkcs12/iu;

const AttributeName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/u, { error: "must be the name of an attribute, such as mail" })
  .refine((name) => !secretAttribute.test(name), {
    error: "is never read: an attribute of this name may hold a secret",
  });

const DistinguishedName = z
  .string()
  .regex(/=/u, { error: "must be a distinguished name, such as ou=people,dc=example,dc=com" });
const Filter = z.string().refine(isClosed, {
  error: "must be one LDAP filter in brackets, such as (objectClass=person), each of which is closed",
});

/** Whether brackets match and enclose the whole; those of values are written \28 and \29 (RFC 4515 §3). */
function isClosed(filter: string): boolean {
  let depth = 0;
  for (const [at, character] of [...filter].entries()) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth <= 0 && at < [...filter].length - 1) return false;
  }
  return depth === 0 && filter.startsWith("(") && filter.endsWith(")");
}

function part(what: string) {
  return z.strictObject({
    base: DistinguishedName.optional().describe(`Where ${what} are; the source's base unless given.`),
    filter: Filter.optional().describe(`Which entries are ${what}; by the flavour unless given.`),
  });
}

const fieldMeanings = {
  userName: "the login name; `uid`, or `sAMAccountName`",
  displayName: "the name for people to read; `displayName`, else `cn`",
  email: "addresses; `mail`",
  employeeId: "the personnel number; `employeeNumber`, or `employeeID`",
  employmentType: "the form of employment; `employeeType`",
  department: "the department; `departmentNumber`, or `department`",
  title: "the position; `title`",
  manager: "the DN of the manager; `manager`",
} as const;

export type FieldName = keyof typeof fieldMeanings;

function field(name: FieldName) {
  return AttributeName.optional().describe(`The attribute that holds ${fieldMeanings[name]} unless given.`);
}

/** Options of a source that is read by LDAP. */
export const LdapOptions = z
  .strictObject({
    url: z
      .string()
      .regex(/^ldaps?:\/\/(?:\[[0-9A-Fa-f:.]+\]|[^\s/:@?#[\]]+)(?::\d{1,5})?\/?$/u, {
        error: "must be ldaps://HOST, or ldap://HOST with startTls: true; the port may follow",
      })
      .describe("The server: `ldaps://dc1.example.com`, or `ldap://…` with `startTls`."),
    startTls: z
      .boolean()
      .default(false)
      .describe(
        "Whether an `ldap://` connection turns to TLS before anything is sent; nothing is ever sent without TLS.",
      ),
    ca: z
      .string()
      .optional()
      .describe(
        "PEM file of the authorities that may sign the server's certificate, below the config's folder; those Node trusts unless given.",
      ),
    serverName: z
      .string()
      .min(1)
      .optional()
      .describe("The name that the server's certificate must hold, where it is not the host of `url`."),
    user: z
      .string()
      .min(1)
      .describe("Whom to bind as: a DN, in Active Directory also `reader@example.com` or `EXAMPLE\\reader`."),
    password: SecretReference.describe("The password, by reference: `env:NAME` or `file:PATH`."),
    flavour: z
      .enum(["openldap", "389ds", "ad"])
      .optional()
      .describe("The kind of server; asked of the server itself unless given."),
    base: DistinguishedName.optional().describe(
      "Where to read; the server's only, or default, naming context unless given.",
    ),
    people: part("people").prefault({}).describe("Which entries are people."),
    services: z
      .array(
        z.strictObject({
          base: DistinguishedName.optional().describe("Where they are; the source's base unless given."),
          filter: Filter.describe("Which entries they are."),
        }),
      )
      .default([])
      .describe(
        "More entries that are service accounts, beside those that the flavour tells: managed service accounts and users with service principal names, or entries of the classes applicationProcess, simpleSecurityObject and account.",
      ),
    groups: z
      .union([z.literal("none"), part("groups")])
      .prefault({})
      .describe(
        "Which entries are groups; `none` where the directory has none, because finding none is taken for a missing right.",
      ),
    fields: z
      .strictObject({
        userName: field("userName"),
        displayName: field("displayName"),
        email: field("email"),
        employeeId: field("employeeId"),
        employmentType: field("employmentType"),
        department: field("department"),
        title: field("title"),
        manager: field("manager"),
      })
      .prefault({})
      .describe("Names of attributes, where the directory has its own."),
    keep: z
      .array(AttributeName)
      .default([])
      .describe(
        "More attributes to store (`attributes.NAME`), such as one that holds people's login in another system.",
      ),
    accessGroups: z
      .array(DistinguishedName)
      .default([])
      .describe(
        "Groups that are themselves access: each becomes an entitlement that its members hold. The built-in privileged groups of Active Directory always do.",
      ),
    deleted: z
      .boolean()
      .default(true)
      .describe("Whether to read the deleted users of Active Directory, where the reader may list them."),
    pageSize: z.int().min(1).max(1000).default(500).describe("Entries asked for at a time."),
  })
  .refine(({ url, startTls }) => url.startsWith("ldaps:") || startTls, {
    path: ["url"],
    error: "would send the password in the clear; write ldaps://, or add startTls: true",
  })
  .refine(({ url, startTls }) => !(url.startsWith("ldaps:") && startTls), {
    path: ["startTls"],
    error: "does not go with ldaps://, which is TLS from the start",
  });
export type LdapOptions = z.infer<typeof LdapOptions>;
