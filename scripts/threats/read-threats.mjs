// @ts-check
/** The threats that entitlint knows, from test/threats: one file for each who may try something. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import * as z from "zod";

export const root = resolve(import.meta.dirname, "../..");
export const folder = "test/threats";

const Sentence = z.string().trim().regex(/\.$/, "ends with a full stop");
const Path = z.string().refine((path) => existsSync(join(root, path)), "is no file of the project");

const Guarded = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "is written-like-this"),
  /** What somebody tries, and what they would gain. */
  attempt: Sentence,
  /** What stands against it. */
  guard: Sentence,
  /** Where the guard lies. */
  in: Path,
  /** The guard's own text, which stands there once, */
  remove: z.string().min(1),
  /** and what stands there without it. */
  leave: z.string().default(""),
  /** The file of the test that fails then, */
  test: Path,
  /** and its name: the groups it is in and its title, with ` > ` between. */
  name: z.string().min(1),
});

const Open = z.strictObject({
  id: Guarded.shape.id,
  attempt: Sentence,
  /** Why nothing stands against it, and what somebody can do instead. */
  open: Sentence,
});

const ThreatFile = z.strictObject({
  /** Its place on the page. */
  order: z.int(),
  title: z.string(),
  about: Sentence,
  threats: z.array(z.union([Guarded, Open])).min(1),
});

/**
 * @typedef {z.infer<typeof Guarded> & { readonly file: string }} GuardedThreat
 * @typedef {z.infer<typeof Open>} OpenThreat
 * @typedef {{ order: number, title: string, about: string, guarded: GuardedThreat[], open: OpenThreat[] }} ThreatGroup
 */

/** All groups in the order of the page. @returns {ThreatGroup[]} @throws Error with everything that is wrong in all files */
export function readThreats() {
  /** @type {string[]} */
  const problems = [];
  /** @type {Map<string, string>} */
  const owners = new Map();
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml"));
  const groups = files.sort().flatMap((name) => {
    const file = `${folder}/${name}`;
    const read = readGroup(file);
    if ("problems" in read) {
      problems.push(...read.problems);
      return [];
    }
    for (const { id } of [...read.guarded, ...read.open]) {
      const owner = owners.get(id);
      if (owner) problems.push(`${file}: the threat ${id} stands in ${owner} already`);
      owners.set(id, file);
    }
    return [read];
  });
  if (problems.length > 0) throw new Error(`threats that cannot be meant:\n${problems.join("\n")}`);
  return groups.sort((a, b) => a.order - b.order);
}

/** @param {string} file @returns {ThreatGroup | { problems: string[] }} */
function readGroup(file) {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(root, file), "utf8"), { lineCounter: lines });
  if (document.errors.length > 0) return { problems: document.errors.map(({ message }) => `${file}: ${message}`) };
  const parsed = ThreatFile.safeParse(document.toJS());
  if (!parsed.success)
    return {
      problems: parsed.error.issues.flatMap((issue) => {
        const at = /** @type {{ range?: [number] } | undefined} */ (document.getIn(issue.path, true));
        const line = at?.range ? lines.linePos(at.range[0]).line : 1;
        return issuesIn(issue).map((text) => `${file}:${line}: ${text}`);
      }),
    };
  const { threats, ...head } = parsed.data;
  return {
    ...head,
    guarded: threats.flatMap((threat) => ("guard" in threat ? [{ ...threat, file }] : [])),
    open: threats.flatMap((threat) => ("open" in threat ? [threat] : [])),
  };
}

/** Of an entry that is neither guarded nor open, what keeps it from being the first: that is what it nearly always means.
 * @param {z.core.$ZodIssue} issue @returns {string[]} */
function issuesIn(issue) {
  if (issue.code !== "invalid_union") return [`${issue.path.join(".")}: ${issue.message}`];
  return (issue.errors[0] ?? []).map(({ path, message }) => `${[...issue.path, ...path].join(".")}: ${message}`);
}
