import type { RecordOf } from "../../model/record.ts";
import type { KindBook } from "../kind-book.ts";
import type { SourceBook } from "../source-book.ts";
import type { IdMaker } from "./names.ts";
import { githubReads } from "./reads.ts";

type Entitlement = RecordOf<"entitlement">;
type Grant = RecordOf<"grant">;

/** What is granted: its native id, and what is said of it. */
export type Granted = { readonly native: string } & Pick<
  Entitlement,
  "kind" | "name" | "privileged" | "capability" | "isDefault"
>;

/** Who is granted something: the type, the record's id, and the native id that grants are named by. */
export interface Holder {
  readonly type: Grant["principalType"];
  readonly id: string;
  readonly native: string;
}

/** Writes entitlements and who holds them. */
export class AccessBook {
  readonly #entitlements: KindBook<"entitlement">;
  readonly #grants: KindBook<"grant">;
  readonly #ids: IdMaker;
  readonly #system: string;

  constructor(book: SourceBook, ids: IdMaker, system: string) {
    this.#entitlements = book.kind("entitlement", githubReads.entitlement.fields);
    this.#grants = book.kind("grant", githubReads.grant.fields);
    this.#ids = ids;
    this.#system = system;
  }

  /** An account as a holder. */
  account(native: string | number): Holder {
    return { type: "account", id: this.#ids("account", native), native: String(native) };
  }

  /** A team as a holder. */
  team(team: number): Holder {
    return { type: "group", id: this.#ids("group", team), native: `team/${team}` };
  }

  entitlement({ native, ...granted }: Granted): string {
    const id = this.#ids("entitlement", native);
    if (!this.#entitlements.has(id)) this.#entitlements.add({ id, app: this.#system, ...granted });
    return id;
  }

  grant(holder: Holder, granted: Granted, more: Partial<Pick<Grant, "direct" | "source" | "grantedAt">> = {}): void {
    this.#grants.add({
      id: this.#ids("grant", `${holder.native}:${granted.native}`),
      ...{ principal: holder.id, principalType: holder.type, entitlement: this.entitlement(granted), effect: "allow" },
      ...{ direct: true, source: "manual", ...more },
    });
  }
}
