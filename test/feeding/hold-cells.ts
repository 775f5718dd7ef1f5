import { beforeAll, describe, expect, test } from "vitest";
import { collectors } from "../../src/collect/registry.ts";
import { type Cell, feedingCells } from "../../src/commands/policy/feeding.ts";
import type { Report } from "../../src/model/report.ts";
import type { Party } from "../../src/model/rule.ts";
import { loadShippedPack } from "../../src/pack/index.ts";
import { idOf } from "./access.ts";
import { type Case, cases as companyCases, undecided } from "./cases.ts";
import { holdReads } from "./hold-reads.ts";
import { provisioningCases } from "./provisioning-cases.ts";
import { shownElsewhere } from "./shown-elsewhere.ts";
import { type Outcome, played, type Stage } from "./stage.ts";

const cases = [...companyCases, ...provisioningCases];
const { rules } = await loadShippedPack();
const cells = feedingCells(rules, collectors);
/** Rules that ask nothing of records: they judge the reading itself. */
const ofReadings = new Set(
  rules
    .filter(({ scope, rests_on: ways }) => scope === "source" && ways.every(({ facts }) => facts.length === 0))
    .map(({ id }) => id),
);
/** Rules of which logs of provisioning tell something. */
const ofLogs = new Set(cells.filter(({ party }) => party === "provisioning").map(({ rule }) => rule));

/** One thing that the table says: a reason of a rule that a collector feeds, as what its records are to the rule. */
interface Claim {
  readonly rule: string;
  readonly reason: string;
  readonly party: Party;
}

/** Tests every cell of the table that a collector has: from what its systems answer to the finding, and to nothing else. */
export function holdCells(stage: Stage): void {
  const own = cells.filter(({ collector, rule }) => collector === stage.collector && !ofReadings.has(rule));
  const isApart = ({ rule, reason, party }: Claim) => party === "app" && stage.apart?.includes(`${rule} ${reason}`);
  const claims = own
    .flatMap(claimsOf)
    .filter((claim) => !isApart(claim) && !shownElsewhere.has(`${claim.rule} ${claim.reason}`));
  describe(`what ${stage.collector} feeds`, () => {
    let outcome: Outcome;
    beforeAll(async () => {
      outcome = await played(stage);
    });

    test.each(claims.map((claim) => [`${claim.rule} ${claim.reason}, as ${claim.party}`, claim] as const))(
      "%s",
      (_, claim) => {
        const fitting = casesOf(stage).filter((one) => fits(one, claim, outcome));
        const where = `docs/sources.md says that ${stage.collector} feeds ${claim.rule} (${claim.reason}) as ${claim.party}`;
        expect(fitting.length, `${where}; plant a case of it in test/feeding`).toBeGreaterThan(0);
        const found = foundIn(outcome.report);
        for (const one of fitting) {
          expect(found).toContain(lineOf(one, stage));
          const twin = idOf(one.twin, stage);
          expect(isThere(twin, outcome.records), `${twin} is no clean twin: it was not read`).toBe(true);
          expect(namedBy(outcome.report, one.rule)).not.toContain(twin);
        }
      },
    );

    test("nothing else is found, and nothing is left undecided but what is disputed", () => {
      const expected = casesOf(stage).filter((one) => isFed(one, outcome));
      expect(foundIn(outcome.report)).toEqual([...new Set(expected.map((one) => lineOf(one, stage)))].toSorted());
      const shared = undecided.filter(({ name }) => !stage.without?.includes(name));
      const open = [...shared, ...(stage.undecided ?? [])];
      // What a log leaves undecided of a whole application is a matter of what it holds at all.
      const single = outcome.report.unknowns.filter(({ rule, object, app }) => object !== app || !ofLogs.has(rule));
      expect([...new Set(single.map(({ account, object }) => account ?? object))].toSorted()).toEqual(
        [...open.map((named) => idOf(named, stage)), ...(stage.shared ?? [])].toSorted(),
      );
    });

    test("no reason is found where it is said that nothing could tell it", () => {
      const silent = outcome.report.notEvaluable.flatMap(({ rule, app, reasons = [] }) =>
        reasons.map((reason) => `${rule} ${app} ${reason}`),
      );
      const found = outcome.report.findings.map(({ rule, app, reason }) => `${rule} ${app} ${reason}`);
      expect([...new Set(found)].filter((one) => silent.includes(one))).toEqual([]);
    });

    test.each([...ofReadings])("%s, of every source that it reads", (rule) => {
      const appsIn = ({ findings }: Report) => findings.filter((one) => one.rule === rule).map(({ app }) => app);
      expect(appsIn(outcome.report)).toEqual([]);
      expect(appsIn(outcome.spoilt)).toEqual(expect.arrayContaining([...outcome.systems]));
    });

    holdReads(stage, () => outcome.seen);
  });
}

/** A directory's accounts are its identities; what the registry holds is in no snapshot. */
function isThere(id: string, records: ReadonlySet<string>): boolean {
  return (
    id.startsWith("nhi:") ||
    id.startsWith("app:") ||
    records.has(id) ||
    records.has(id.replace(/^account:/u, "identity:"))
  );
}

function claimsOf({ rule, party, reasons }: Cell): Claim[] {
  return reasons
    .filter(({ ways }) => ways.some(({ missing }) => missing.length === 0))
    .map(({ reason }) => ({ rule, reason, party }));
}

function casesOf({ without = [], cases: more = [] }: Stage): Case[] {
  const told = cases.filter(
    ({ about }) => !without.some((name) => about.name === name || about.name.startsWith(`${name}:`)),
  );
  return [...told, ...more];
}

/** The systems that tell a case's facts, by what they are to the rule. */
function systemsOf({ app, owners = "dir" }: Case, party: Party, { peopleOf }: Outcome): readonly string[] {
  if (party === "app") return [app];
  if (party === "provisioning") return ["log"];
  return party === "owners" ? [owners] : peopleOf(app);
}

/** Whether a case shows what a claim says: its facts are told by systems that the collector reads. */
function fits(one: Case, { rule, reason, party }: Claim, outcome: Outcome): boolean {
  const { collector } = outcome.stage;
  const isIts = systemsOf(one, party, outcome).some((system) => outcome.collectorOf(system) === collector);
  return one.rule === rule && one.reason === reason && isIts && isFed(one, outcome);
}

/** Whether the table says that the collectors of a case's systems tell its facts, all of them. */
function isFed(one: Case, outcome: Outcome): boolean {
  return cells
    .filter(({ rule }) => rule === one.rule)
    .filter(({ reasons }) => reasons.some(({ reason }) => reason === one.reason))
    .map(({ party }) => party)
    .every((party) =>
      systemsOf(one, party, outcome).some((system) =>
        cells
          .filter(
            (cell) => cell.rule === one.rule && cell.party === party && cell.collector === outcome.collectorOf(system),
          )
          .some((cell) => claimsOf(cell).some(({ reason }) => reason === one.reason)),
      ),
    );
}

function lineOf({ rule, reason, about }: Case, stage: Stage): string {
  return `${rule} ${reason} ${idOf(about, stage)}`;
}

/** Findings and their causes as `rule reason object`; of access that is found, the account. */
function foundIn({ findings }: Report): string[] {
  // For how many fields nobody's word counts is a matter of how much each collector reads.
  const planted = findings.filter(({ reason }) => reason !== "fields-undeclared");
  const lines = planted.flatMap(({ rule, reason, object, account, causes }) => [
    `${rule} ${reason} ${isAboutAccess(rule) ? (account ?? object) : object}`,
    ...causes.map((cause) => `${cause.rule} ${cause.reason} ${account}`),
  ]);
  return [...new Set(lines)].toSorted();
}

/** Of these the account tells whose it is; what has no account is told itself. */
const aboutAccess = new Set([
  ...rules.filter(({ examines }) => examines === "grant").map(({ id }) => id),
  ...[
    "recert-revoke-not-executed",
    "group-policy-drift",
    "mover-residual-grant",
    "group-app-drift",
    "group-local-managed",
    "tenant-crossing-grant",
  ],
  "nhi-agent-tool-residual",
]);
function isAboutAccess(rule: string): boolean {
  return aboutAccess.has(rule);
}

/** Every id that a rule names in any way. */
function namedBy({ findings, unknowns }: Report, rule: string): string[] {
  return [...findings, ...unknowns]
    .filter((one) => one.rule === rule || ("causes" in one && one.causes.some((cause) => cause.rule === rule)))
    .flatMap(({ object, account, subject, grant }) => [object, account ?? "", subject, grant ?? ""]);
}
