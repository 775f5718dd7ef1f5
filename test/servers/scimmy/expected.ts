import { expect } from "vitest";
import type { Line, Project } from "./project.ts";
import { hostile, hostileName, leavers, orphan, type Seeded, type SeedUser, seedUser } from "./seed.ts";

/** What a reading of a seeded server has to give, told from the seed alone. */
export class Expected {
  readonly everybody: readonly SeedUser[];
  readonly #seeded: Seeded;

  constructor(seeded: Seeded, count: number) {
    this.#seeded = seeded;
    this.everybody = Array.from({ length: count }, (_, index) => seedUser(index + 1));
  }

  account(number: number): string {
    return `account:crm/acme/${this.#seeded.users.get(number)}`;
  }

  /** All findings of these four rules, as `rule object`. */
  findings(): string[] {
    const services = this.everybody.filter(({ isService, active }) => isService && active);
    const bare = services.filter((user) => rightsOf(user).length === 0);
    // What somebody holds whom nobody answers for: the leaver, and services that are in no registry.
    const holders = this.everybody.filter(({ number }) => number === leavers.withRole).concat(services);
    return [
      `leaver-account-enabled ${this.account(leavers.bare)}`,
      `orphan-account ${this.account(orphan)}`,
      ...bare.map(({ number }) => `nhi-unregistered ${this.account(number)}`),
      ...holders.flatMap((user) =>
        rightsOf(user).map(
          (right) => `grant-no-active-record grant:crm/acme/${this.#seeded.users.get(user.number)}:${right}`,
        ),
      ),
    ].toSorted();
  }

  /** Holds accounts, grants and memberships of the snapshot against the seed. */
  expectIn(project: Project): void {
    const accounts = new Map(project.records("account").map((record) => [record.id, record]));
    expect([...accounts.keys()].toSorted()).toEqual(
      this.everybody.map(({ number }) => this.account(number)).toSorted(),
    );
    for (const user of this.everybody) expect(accounts.get(this.account(user.number))).toMatchObject(accountOf(user));
    expect(accounts.get(this.account(9))).toMatchObject({
      userName: "U0009@example.com",
      attributes: {
        department: "Payments",
        title: "Engineer",
        userType: "Employee",
        manager: this.#seeded.users.get(1),
      },
    });
    expect(grantsIn(project.records("grant"))).toEqual(
      this.everybody
        .flatMap((user) => rightsOf(user).map((right) => `${this.account(user.number)} entitlement:crm/acme/${right}`))
        .toSorted(),
    );
    expect(project.records("entitlement").map(({ name }) => name)).toEqual(["export", "ADMIN", "EDITOR"]);
    const tail = (text: unknown) => String(text).split("/").at(-1);
    const edges = project.records("membership").map(({ group, member }) => `${tail(group)} ${tail(member)}`);
    expect(edges.toSorted()).toEqual(this.#seeded.edges);
    const names = project.records("group").map(({ name }) => name);
    expect(names.toSorted()).toEqual([...this.#seeded.groups.keys()].toSorted());
  }
}

function rightsOf({ roles, entitlements }: SeedUser): string[] {
  return [...roles.map((value) => `role/${value}`), ...entitlements.map((value) => `entitlement/${value}`)];
}

function accountOf({ number, active, isService, userName }: SeedUser): object {
  return {
    ...{ userName, status: active ? "active" : "disabled", rawStatus: String(active) },
    kind: isService ? "service" : "human",
    employeeId: `0${String(number).padStart(4, "0")}`,
    externalId: `X${String(number).padStart(4, "0")}`,
    displayName: number === hostile ? hostileName : `Given${number} Family${number}`,
  };
}

function grantsIn(records: readonly Line[]): string[] {
  return records.map(({ principal, entitlement }) => `${principal} ${entitlement}`).toSorted();
}
