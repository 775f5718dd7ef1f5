import type { LoadedEstate } from "../load/index.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { fieldsText } from "./entry-text.ts";

/** A grant that reaches an account, by which groups. */
export interface ReachedGrant {
  readonly grant: number;
  readonly via?: readonly string[];
}

/** Finds and writes the grants of accounts. */
export class GrantEntries {
  readonly #estate: LoadedEstate;
  readonly #entitlementText: string[];

  constructor(estate: LoadedEstate) {
    this.#estate = estate;
    this.#entitlementText = estate.entitlements.map((row) =>
      fieldsText({
        name: row.keys.name,
        privileged: row.keys.privileged || undefined,
        isDefault: row.keys.isDefault || undefined,
      }),
    );
  }

  /** Grants of a principal itself, then those of its groups by a shortest way; each grant once. */
  of(principals: readonly number[]): ReachedGrant[] {
    const { grants, nesting } = this.#estate;
    const found: ReachedGrant[] = [];
    let groups: Map<number, readonly string[]> | undefined;
    for (const principal of principals) {
      grants.byPrincipal.each(principal, (grant) => void found.push({ grant }));
      nesting.byMember.each(principal, (membership) => {
        groups ??= new Map();
        const group = this.#estate.principals.numberOf(nesting.memberships[membership]?.keys.group ?? "");
        for (const reached of nesting.closure(group)) {
          const known = groups.get(reached.group);
          if (!known || reached.via.length < known.length) groups.set(reached.group, reached.via);
        }
      });
    }
    for (const [group, via] of groups ?? []) {
      grants.byPrincipal.each(group, (grant) => void found.push({ grant, via }));
    }
    return found;
  }

  isPrivileged(grant: number): boolean {
    return this.#estate.entitlements[this.#estate.grants.entitlement(grant)]?.keys.privileged ?? false;
  }

  write(writer: ByteWriter, { grant, via }: ReachedGrant): void {
    const { grants } = this.#estate;
    const declared = grants.declared(grant);
    const expires = grants.expires(grant);
    writer.text(`{"system":${JSON.stringify(grants.system(grant))},"record":`);
    writer.bytes(grants.line(grant));
    let text = this.#entitlementText[grants.entitlement(grant)] ?? "";
    if (grants.observed(grant)) text += ',"observed":true';
    if (declared || expires || via) text += fieldsText({ declared, expires, via });
    writer.text(`${text}}`);
  }
}
