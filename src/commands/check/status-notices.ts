import { counted } from "../../counted.ts";
import { lineText } from "../../load/lines.ts";
import { parseRecord } from "../../load/rows.ts";
import type { Account } from "../../model/records/account.ts";
import type { Identity } from "../../model/records/identity.ts";
import type { Notice } from "../../model/report.ts";
import type { OpenEstate } from "../estate/open-estate.ts";

/** Values shown of those that nobody has explained. */
const shown = 3;

/** Characters shown of each. */
const longest = 40;

const kinds = {
  identity: { one: "identity", many: "identities", so: "whether they have left" },
  account: { one: "account", many: "accounts", so: "whether they can still be used" },
} as const;

/**
 * Records whose status nobody has explained, by system. A few of them do not keep a check from judging the others, but
 * each may be a leaver who is not found: that must not be read over.
 */
export function statusNotices(open: OpenEstate): Notice[] {
  const { identity, account } = kinds;
  return open.estate.systems.flatMap(({ system, kinds: read }) => {
    const { identities, accounts } = open.estate.principals;
    // A kind with too many of them is partial, which is an obstacle and has been said.
    const isJudged = (kind: keyof typeof kinds) =>
      read[kind]?.fieldsRead.includes("status") && read[kind]?.completeness !== "partial";
    return [
      ...(isJudged("identity") ? notice(system, identity, identities) : []),
      ...(isJudged("account")
        ? notice(
            system,
            account,
            accounts.filter(({ keys }) => !keys.implied),
          )
        : []),
    ];
  });
}

interface StatusRow {
  readonly system: string;
  readonly bytes: Uint8Array;
  readonly keys: { readonly status: string };
}

function notice(
  system: string,
  { one, many, so }: (typeof kinds)[keyof typeof kinds],
  rows: readonly StatusRow[],
): Notice[] {
  const own = rows.filter((row) => row.system === system);
  const unknown = own.filter(({ keys }) => keys.status === "unknown");
  if (unknown.length === 0) return [];
  const written = [...new Set(unknown.map(rawStatus))].toSorted();
  const values = written.slice(0, shown).map((text) => (text === "" ? "none" : JSON.stringify(text.slice(0, longest))));
  const more = written.length > shown ? ", …" : "";
  const text = `${unknown.length} of ${counted(own.length, one, many)} of ${system} ${unknown.length === 1 ? "has" : "have"} a status that is not understood (${values.join(", ")}${more}): ${so} is undecided, which is no pass. Say in the config what it means, and collect again.`;
  return [{ code: "status-unknown", app: system, text }];
}

function rawStatus({ bytes }: StatusRow): string {
  return parseRecord<Identity | Account>(lineText(bytes, 0, bytes.length))?.rawStatus ?? "";
}
