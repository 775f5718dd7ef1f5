import { FilterParser } from "ldapts";
import { type Problem, throwProblems } from "../../errors.ts";
import type { CollectContext } from "../collector.ts";
import type { SourceBook } from "../source-book.ts";
import { openBooks, type Reading } from "./books.ts";
import { Connection } from "./connection.ts";
import { Directory } from "./directory.ts";
import { askServer } from "./flavour.ts";
import { isLockReadable } from "./lock-readable.ts";
import { profileOf } from "./profile.ts";
import type { LdapOptions } from "./schema.ts";
import type { AccountNote, GroupNote, MemberNote } from "./waiting.ts";

/**
 * Signs in, finds out what the server is and what the reader sees, hands that to `work`, and closes the connection.
 * Records of groups go to `ofGroups`. @throws EntitlintError where the server cannot be reached, verified or bound to
 */
export async function withReading<T>(
  context: CollectContext,
  options: LdapOptions,
  { source, ofGroups }: { readonly source: SourceBook; readonly ofGroups: SourceBook },
  work: (reading: Reading) => Promise<T>,
): Promise<T> {
  requireFilters(options);
  const { url, startTls, serverName, user } = options;
  const ca = await readAuthorities(context, options.ca);
  const password = await context.secrets.read(options.password);
  const connection = await Connection.open({
    url,
    startTls,
    serverName,
    user,
    ca,
    password,
    patience: context.patience,
  });
  try {
    const server = await askServer(connection, options);
    const profile = profileOf(server.flavour, options);
    const books = openBooks(source, ofGroups, server.flavour);
    const lockHidden =
      profile.lock !== undefined && !(await isLockReadable(connection, server, profile.people, profile.lock));
    return await work({
      ...{ connection, context, options, server, profile, books, lockHidden },
      directory: new Directory(context, server.flavour),
      ...{ accounts: context.store.notes<AccountNote>(), groups: context.store.notes<GroupNote>() },
      members: context.store.notes<MemberNote>(),
    });
  } finally {
    await connection.close();
  }
}

/** A filter that does not parse would else be taken for a failure of the server. */
function requireFilters({ people, groups, services }: LdapOptions): void {
  const named: [string, string | undefined][] = [
    ["people.filter", people.filter],
    ["groups.filter", groups === "none" ? undefined : groups.filter],
    ...services.map(({ filter }, index): [string, string] => [`services.${index}.filter`, filter]),
  ];
  throwProblems(
    named.flatMap(([key, filter]) => (filter === undefined || parses(filter) ? [] : [badFilter(key, filter)])),
  );
}

function parses(filter: string): boolean {
  try {
    FilterParser.parseString(filter);
    return true;
  } catch {
    return false;
  }
}

function badFilter(key: string, filter: string): Problem {
  return {
    code: "collect/refused",
    message: `\`${key}\` is no LDAP filter: ${JSON.stringify(filter)}`,
    next: "Write it as RFC 4515 does, such as (&(objectClass=person)(!(uid=guest))).",
  };
}

async function readAuthorities(context: CollectContext, path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const bytes = await context.files.read(path);
  const text = bytes && Buffer.from(bytes).toString("latin1");
  const message =
    text === undefined
      ? `there is no file ${JSON.stringify(path)}`
      : `${JSON.stringify(path)} holds no certificate in PEM`;
  if (text === undefined || !text.includes("-----BEGIN CERTIFICATE-----"))
    throwProblems([
      {
        code: "collect/tls",
        message: `\`ca\`: ${message}`,
        next: "Name the PEM file of the authority that signs the server's certificate.",
      },
    ]);
  return text;
}
