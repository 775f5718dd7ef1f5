// @ts-check
/** What entitlint is to cover, from test/claims: one file for each theme. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import { readThreats, root } from "../threats/read-threats.mjs";
import { hasTest } from "./test-names.mjs";

const folder = "test/claims";

const Sentence = z.string().trim().regex(/\.$/, "ends with a full stop");

/** An excerpt of a document in which a rule finds what is planted; test/policies/claims.test.ts tries all of them. */
const Fixture = z.strictObject({
  fixture: z.looseObject({
    rule: z.string().refine((rule) => existsSync(join(root, `docs/rules/${rule}.md`)), "is no rule"),
    finds: z.looseObject({ object: z.string(), reason: z.string() }),
  }),
});

/** A test that fails where the claim does not hold. */
const ShownBy = z.strictObject({
  shown_by: z.strictObject({
    file: z.string().refine((path) => existsSync(join(root, path)), "is no file of the project"),
    name: z.string().min(1),
  }),
  /** The threat whose guard that test misses, so that a script has tried the test too. */
  flips: z.string().optional(),
});

/** What is missing: the id of a rule, or a sentence. */
const NotYet = z.strictObject({ not_yet: z.string().trim().min(1) });

const Claim = z.strictObject({
  /** Its number on the page, for ever. */
  id: z.int().positive(),
  says: Sentence,
  shown: z.array(z.union([Fixture, ShownBy, NotYet])).min(1),
});

const ClaimFile = z.strictObject({
  /** Its place on the page. */
  order: z.int(),
  title: z.string(),
  about: Sentence,
  claims: z.array(Claim).min(1),
});

/**
 * @typedef {z.infer<typeof Claim>} Claim
 * @typedef {Claim["shown"][number]} Showing
 * @typedef {z.infer<typeof ClaimFile> & { readonly file: string }} ClaimTheme
 */

/** All themes in the order of the page. @returns {ClaimTheme[]} @throws Error with everything that is wrong in all files */
export function readClaims() {
  const guards = new Map(readThreats().flatMap(({ guarded }) => guarded.map((threat) => [threat.id, threat])));
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml"));
  const read = files.sort().map((name) => readTheme(`${folder}/${name}`));
  const themes = read.flatMap(({ theme }) => (theme ? [theme] : []));
  const claims = themes.flatMap((theme) => theme.claims);
  const problems = [
    ...read.flatMap((one) => one.problems),
    ...(themes.length === read.length ? numberProblems(claims) : []),
    ...claims.flatMap(({ id, shown }) =>
      shown.flatMap((one) => testProblems(one, guards)).map((text) => `${id}: ${text}`),
    ),
  ];
  if (problems.length > 0) throw new Error(`claims that cannot be meant:\n${problems.join("\n")}`);
  return themes.sort((a, b) => a.order - b.order);
}

/** What stands between one claim and the next by their numbers. @param {readonly Claim[]} claims @returns {string[]} */
function numberProblems(claims) {
  const ids = claims.map(({ id }) => id).sort((a, b) => a - b);
  const twice = ids.filter((id, index) => id === ids[index - 1]);
  const missing = Array.from({ length: ids.at(-1) ?? 0 }, (_, index) => index + 1).filter((id) => !ids.includes(id));
  return [...twice.map((id) => `${id} stands twice`), ...missing.map((id) => `${id} stands nowhere`)];
}

/** @param {Showing} showing @param {ReadonlyMap<string, { test: string, name: string }>} guards @returns {string[]} */
function testProblems(showing, guards) {
  if (!("shown_by" in showing)) return [];
  const { file, name } = showing.shown_by;
  const problems = hasTest(file, name) ? [] : [`${file} has no test named: ${name}`];
  if (showing.flips === undefined) return problems;
  const guard = guards.get(showing.flips);
  if (!guard) return [...problems, `${showing.flips} is no guard of test/threats`];
  return guard.test === file && guard.name === name
    ? problems
    : [...problems, `${showing.flips} is held by another test`];
}

/** @param {string} file @returns {{ theme?: ClaimTheme, problems: string[] }} */
function readTheme(file) {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(root, file), "utf8"), { lineCounter: lines });
  if (document.errors.length > 0) return { problems: document.errors.map(({ message }) => `${file}: ${message}`) };
  const parsed = ClaimFile.safeParse(document.toJS());
  if (parsed.success) return { theme: { ...parsed.data, file }, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) => {
    const at = /** @type {{ range?: [number] } | undefined} */ (document.getIn(issue.path, true));
    const line = at?.range ? lines.linePos(at.range[0]).line : 1;
    return issuesIn(issue).map((text) => `${file}:${line}: ${text}`);
  });
  return { problems };
}

/** Of what is neither of the three ways to show a claim, what keeps it from being the one that its key names.
 * @param {z.core.$ZodIssue} issue @returns {string[]} */
function issuesIn(issue) {
  if (issue.code !== "invalid_union") return [`${issue.path.join(".")}: ${issue.message}`];
  const meant = issue.errors.filter(
    (issues) => !issues.some(({ path, code }) => path.length === 1 && code === "invalid_type"),
  );
  return (meant[0] ?? issue.errors[0] ?? []).map(
    ({ path, message }) => `${[...issue.path, ...path].join(".")}: ${message}`,
  );
}
