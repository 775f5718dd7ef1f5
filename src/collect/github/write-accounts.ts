import type { CollectContext } from "../collector.ts";
import type { KindBook } from "../kind-book.ts";
import { accountDetails } from "./account-details.ts";
import type { User } from "./answers.ts";
import { type IdMaker, instantOf } from "./names.ts";
import type { Reading } from "./reading.ts";
import type { GithubOptions } from "./schema.ts";

/** The accounts of an organisation, by the user's number and by login, for everything else that names somebody. */
export class Accounts {
  readonly #byLogin = new Map<string, string>();
  readonly #book: KindBook<"account">;
  readonly #onStranger: (login: string) => void;
  readonly #write: (user: User, kind: "external" | "unknown") => string;

  /** `onStranger` is told of people whom no list of people holds. */
  constructor(
    book: KindBook<"account">,
    onStranger: (login: string) => void,
    write: (user: User, kind: "external" | "unknown") => string,
  ) {
    this.#book = book;
    this.#onStranger = onStranger;
    this.#write = write;
  }

  /** Writes the account of somebody whom a list of people names. */
  add(user: User, kind: "external" | "unknown"): void {
    this.#byLogin.set(user.login.toLowerCase(), this.#write(user, kind));
  }

  /** The account of somebody who was named elsewhere; one that no list of people holds is added, and told. */
  of(user: User, id: string): string {
    if (!this.#book.has(id)) {
      this.add(user, "unknown");
      this.#onStranger(user.login);
    }
    return id;
  }

  byLogin(login: string | null | undefined): string | undefined {
    return this.#byLogin.get(login?.toLowerCase() ?? "");
  }
}

/** Writes people, those who are invited, and Apps. */
export function writeAccounts(
  reading: Reading,
  {
    book,
    ids,
    system,
    employeeAttribute,
    onStranger,
  }: { book: KindBook<"account">; ids: IdMaker; onStranger: (login: string) => void } & Pick<CollectContext, "system"> &
    Pick<GithubOptions, "employeeAttribute">,
): Accounts {
  const { people, identities, machines } = reading;
  const { profiles, suspended } = people;
  const external = new Map(identities.external?.map((identity) => [identity.user?.databaseId, identity]));
  const accounts = new Accounts(book, onStranger, (user, kind) => {
    const identity = external.get(user.id);
    const provisioned = identities.provisioned?.get(identity?.guid ?? "");
    const isSuspended = suspended?.has(user.id) === true || provisioned?.active === false;
    const id = ids("account", user.id);
    book.add({
      ...{ id, app: system, userName: user.login, kind: user.type === "Bot" ? "service" : kind },
      ...(isSuspended ? { status: "disabled", rawStatus: "suspended" } : { status: "active", rawStatus: "active" }),
      // Profiles are those of members: of others it is not known whether they have what is absent here.
      ...(kind === "external" && profiles ? { unknown: ["createdAt", "displayName", "mfa"] } : {}),
      ...accountDetails({ profile: profiles?.get(user.id), external: identity, provisioned, employeeAttribute }),
    });
    return id;
  });
  for (const user of [...people.owners, ...people.members]) accounts.add(user, "unknown");
  const inside = new Set([...people.owners, ...people.members].map(({ id }) => id));
  for (const user of people.outside) if (!inside.has(user.id)) accounts.add(user, "external");
  for (const { id, login, email, created_at } of people.invitations) {
    const createdAt = instantOf(created_at);
    book.add({
      ...{
        id: ids("account", `invitation/${id}`),
        app: system,
        status: "invited",
        rawStatus: "invited",
        kind: "unknown",
      },
      ...(login && { userName: login }),
      ...(email && { emails: [{ value: email }] }),
      ...(createdAt !== undefined && { createdAt }),
    });
  }
  for (const { app_id, app_slug, created_at, suspended_at, repository_selection } of machines.installations) {
    const createdAt = instantOf(created_at);
    book.add({
      ...{ id: ids("account", `app/${app_id}`), app: system, userName: app_slug, kind: "service" },
      ...(suspended_at ? { status: "suspended", rawStatus: "suspended" } : { status: "active", rawStatus: "active" }),
      ...(createdAt !== undefined && { createdAt }),
      attributes: { repositories: repository_selection },
    });
  }
  return accounts;
}
