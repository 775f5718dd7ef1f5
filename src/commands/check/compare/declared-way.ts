import type { Subject } from "../../../correlate/subjects.ts";
import type { DeclaredAt } from "../../../model/document.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";

/** How a grant reaches a subject by what is declared. */
export interface DeclaredWay {
  /** Number of the grant. */
  readonly grant: number;
  /** The lines of the memberships that lead to it, nearest first. */
  readonly lines: readonly DeclaredAt[];
}

/**
 * Finds a shortest way to a grant among memberships that are declared, and those of systems whose memberships nobody
 * declares: where somebody has a grant on one side only, one of its lines is on that side only, or the grant's own is.
 */
export function declaredWay(
  id: string,
  { accounts, identities }: Subject,
  { estate: { systems, grants, nesting, principals } }: Pick<OpenEstate, "estate">,
): DeclaredWay | undefined {
  const declaring = new Set(
    systems.filter(({ declared }) => declared.some(({ kind }) => kind === "membership")).map(({ system }) => system),
  );
  const numbers = [...accounts, ...identities.map((number) => principals.firstIdentity + number)];
  const open = numbers.map((principal) => ({ principal, lines: [] as readonly DeclaredAt[] }));
  const entered = new Set(numbers);
  for (let next = open.shift(); next; next = open.shift()) {
    const { principal, lines } = next;
    let found: number | undefined;
    grants.byPrincipal.each(principal, (grant) => {
      if (idOf(grants.line(grant)) === id) found = grant;
    });
    if (found !== undefined) return { grant: found, lines };
    nesting.byMember.each(principal, (membership) => {
      const row = nesting.memberships[membership];
      const group = nesting.groupOf(membership);
      if (!row || entered.has(group) || (!row.declared && declaring.has(row.system))) return;
      entered.add(group);
      open.push({ principal: group, lines: row.declared ? [...lines, row.declared] : lines });
    });
  }
  return undefined;
}

function idOf(line: Uint8Array): string {
  return JSON.parse(Buffer.from(line).toString("utf8")).id;
}
