import { IdTable } from "../../spool/id-table.ts";
import type { Notes } from "../notes.ts";

/** A role in a repository. */
export interface RepositoryRole {
  readonly id: number;
  readonly name: string;
  readonly role: string;
}

/** A role in a repository that a team has, by itself or from one of its parents. */
export interface TeamRole extends RepositoryRole {
  readonly team: number;
}

/** How teams lie in each other, and which of their roles in repositories may come from a parent. */
export class Nesting {
  /** Roles of teams that have a parent: whose they are shows when all teams are read. */
  readonly open: Notes<TeamRole>;
  readonly #parents = new Map<number, number | undefined>();
  readonly #roles = new IdTable();

  constructor(open: Notes<TeamRole>) {
    this.open = open;
  }

  enter(team: number, parent: number | undefined): void {
    this.#parents.set(team, parent);
  }

  has(team: number): boolean {
    return this.#parents.has(team);
  }

  /** Notes that a team has a role; false where it can be from no parent. */
  hold(team: number, role: RepositoryRole): boolean {
    this.#roles.add(nameOf(team, role));
    if (this.#parents.get(team) === undefined) return false;
    this.open.add({ team, ...role });
    return true;
  }

  /** Whether a parent of the team has the same role. */
  isInherited({ team, ...role }: TeamRole): boolean {
    const seen = new Set([team]);
    for (let at = this.#parents.get(team); at !== undefined && !seen.has(at); at = this.#parents.get(at)) {
      if (this.#roles.has(nameOf(at, role))) return true;
      seen.add(at);
    }
    return false;
  }
}

function nameOf(team: number, { id, role }: RepositoryRole): string {
  return `${team}:${id}:${role}`;
}
