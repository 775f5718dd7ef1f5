import type { CollectedSource } from "../../model/collected.ts";
import { type RecordKind, recordKinds } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import { SourceBook } from "../source-book.ts";
import { AccessBook } from "./access-book.ts";
import { accountFields, credentialFields } from "./fields-read.ts";
import type { Gaps } from "./gaps.ts";
import { idMaker } from "./names.ts";
import { type PartName, parts } from "./parts.ts";
import type { Reading } from "./reading.ts";
import { githubReads } from "./reads.ts";
import type { GithubOptions } from "./schema.ts";
import { writeAccess } from "./write-access.ts";
import { writeAccounts } from "./write-accounts.ts";
import { writeCredentials } from "./write-credentials.ts";
import { writeGroups } from "./write-groups.ts";

/** What writing needs besides what was read. */
export interface Writing {
  readonly context: CollectContext;
  readonly options: GithubOptions;
  readonly collector: CollectedSource["collector"];
  readonly gaps: Gaps;
  /** Parts that nobody asked for. */
  readonly skipped: ReadonlySet<PartName>;
}

/** Turns what was read into records, and says of every kind how much of it that is. */
export function writeRecords(
  reading: Reading,
  { context, options, collector, gaps, skipped }: Writing,
): CollectedSource {
  const { system } = context;
  const { employeeAttribute } = options;
  const book = new SourceBook(context, collector);
  const ids = idMaker(context);
  const entitlement = book.kind("entitlement", githubReads.entitlement.fields);
  const grant = book.kind("grant", githubReads.grant.fields);
  const access = new AccessBook({ entitlement, grant }, ids, system);
  const accounts = writeAccounts(reading, {
    ...{ book: book.kind("account", accountFields(reading, employeeAttribute)), ids, system, employeeAttribute },
    onStranger: (login) => {
      if (!skipped.has("outside-collaborators"))
        gaps.incomplete("outside-collaborators", "somebody has access whom no list of people holds", login);
    },
  });
  const { id, login } = reading.organization;
  book
    .kind("tenant", githubReads.tenant.fields)
    .add({ id: ids("tenant", id), kind: "org", externalId: String(id), name: login });
  writeAccess(reading, { access, accounts, ids, gaps });
  if (!skipped.has("teams"))
    writeGroups(reading, {
      ...{ accounts, ids, gaps },
      groups: book.kind("group", githubReads.group.fields),
      memberships: book.kind("membership", githubReads.membership.fields),
    });
  if (!skipped.has("tokens") || !skipped.has("deploy-keys"))
    writeCredentials(reading, {
      ...{ access, accounts, ids },
      credentials: book.kind("credential", credentialFields()),
    });
  gaps.tell(book);
  return withScopes(book.finish(), skipped);
}

/** A kind of which a part was left out on purpose is whole for what was asked, and no more. */
function withScopes(source: CollectedSource, skipped: ReadonlySet<PartName>): CollectedSource {
  const kinds = source.kinds.map((stated) => {
    const left = [...skipped].filter((part) => parts[part].kinds.some((kind) => kind === stated.kind)).toSorted();
    if (left.length === 0) return stated;
    return {
      ...stated,
      completeness: stated.completeness === "full" ? ("scoped" as const) : stated.completeness,
      warnings: [...stated.warnings, `${stated.kind}: not asked for: ${left.join(", ")}`].toSorted(),
    };
  });
  const order = (kind: RecordKind) => recordKinds.indexOf(kind);
  return { ...source, kinds: kinds.toSorted((a, b) => order(a.kind) - order(b.kind)) };
}
