import { EntitlintError } from "../../errors.ts";
import type { Connection } from "./connection.ts";
import { LdapEntry } from "./entry.ts";
import type { LdapOptions } from "./schema.ts";

export type Flavour = NonNullable<LdapOptions["flavour"]>;

/** What the server says of itself (RFC 4512 §5.1). */
export interface Server {
  readonly flavour: Flavour;
  /** Where to read. */
  readonly base: string;
  /** The trees that it holds, as far as it says so. */
  readonly contexts: readonly string[];
  /** Where its schema stands; undefined where it does not say. */
  readonly subschema: string | undefined;
}

const activeDirectory = "1.2.840.113556.1.4.800";

/** Asks the server what it is and where its tree begins. @throws EntitlintError where it does not say, nor the options */
export async function askServer(connection: Connection, options: LdapOptions): Promise<Server> {
  const names = [
    "objectClass",
    "vendorName",
    "supportedCapabilities",
    "namingContexts",
    "defaultNamingContext",
    "subschemaSubentry",
  ];
  const request = { base: "", scope: "base", filter: "(objectClass=*)", attributes: names } as const;
  const [found] = (await connection.search(request)).entries;
  const root = found && new LdapEntry(found);
  const flavour = options.flavour ?? (root && flavourOf(root));
  const contexts = root?.texts("namingContexts").filter((name) => !/^cn=/iu.test(name)) ?? [];
  const base = options.base ?? root?.text("defaultNamingContext") ?? (contexts.length === 1 ? contexts[0] : undefined);
  const problems = [
    ...(flavour === undefined ? ["does not say what kind it is; name it with `flavour`"] : []),
    ...(base === undefined
      ? [`has ${contexts.length === 0 ? "no" : "several"} naming contexts${listed(contexts)}; choose one with \`base\``]
      : []),
  ];
  if (flavour === undefined || base === undefined)
    throw new EntitlintError({
      code: "collect/refused",
      message: `the server ${problems.join(", and it ")}`,
      next: "Add what is missing to the options of the source.",
    });
  return { flavour, base, contexts, subschema: root?.text("subschemaSubentry") };
}

function flavourOf(root: LdapEntry): Flavour | undefined {
  if (root.texts("supportedCapabilities").includes(activeDirectory)) return "ad";
  if (/^(?:389 Project|Red Hat|Fedora)/u.test(root.text("vendorName") ?? "")) return "389ds";
  return root.isA("OpenLDAProotDSE") ? "openldap" : undefined;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "" : ` (${names.map((name) => JSON.stringify(name)).join(", ")})`;
}
