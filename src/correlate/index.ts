import type { LoadedEstate } from "../load/index.ts";
import { privilegedAccounts } from "../load/privileged.ts";
import type { DeclaredLink } from "../model/access.ts";
import { type DeclaredAccess, type DeclaredSince, declaredAccess } from "./declared/index.ts";
import { Departed } from "./departed.ts";
import { Directory } from "./directory.ts";
import type { Joined } from "./joined.ts";
import { type LinkingGround, linkAccount } from "./link-accounts.ts";
import { manualLinks } from "./manual-links.ts";
import { joinPeople } from "./people.ts";
import { Populations } from "./population.ts";
import { gatherSubjects } from "./subjects.ts";

/** Who everybody is, and what Git gives them. */
export interface Correlation extends Joined {
  /** What Git gives to whom; absent where it gives nobody anything. */
  readonly declared?: DeclaredAccess;
}

/** Joins the estate. `now` decides which manual links and which lines of roles still hold. */
export function correlate(
  estate: LoadedEstate,
  now: string,
  declaredSince: DeclaredSince = () => undefined,
): Correlation {
  const { accounts, identities } = estate.principals;
  const apps = new Map(estate.access.apps.map((app) => [app.id, app]));
  const populations = new Populations(identities);
  const departed = new Departed(estate.past.gone, now.slice(0, 10));
  const people = joinPeople(identities, apps, populations, departed);
  const directory = new Directory(
    estate.principals,
    estate.access.links.flatMap(({ person }) => (person?.kind === "person" ? [person.name] : [])),
  );
  const registry = new Map(
    estate.access.identities.flatMap((machine) =>
      machine.accounts.flatMap((reference) => (reference.kind === "account" ? [[reference.id, machine] as const] : [])),
    ),
  );
  const privileged = privilegedAccounts(estate);
  const findPerson = (link: DeclaredLink): number | undefined => {
    if (link.person?.kind !== "person") return undefined;
    const [found, second] = new Set(directory.people(link.person.name).map((number) => people.clusters.of(number)));
    return second === undefined ? found : undefined;
  };
  const ground: LinkingGround = {
    apps,
    registry,
    departed,
    manual: manualLinks(estate.access.links, now, findPerson, (name) => departed.named(name)),
    identities,
    identityNumber: (id) => estate.principals.numberOf(id) - estate.principals.firstIdentity,
    people,
    populations,
    privileged,
  };
  const links = accounts.map((account, number) => linkAccount(account, number, ground));
  const subjects = gatherSubjects(estate, people, links, apps);
  const joined = { people, links, subjects, ground, apps, privileged };
  const declared = declaredAccess(estate, joined, now, declaredSince);
  return declared ? { ...joined, declared } : joined;
}
