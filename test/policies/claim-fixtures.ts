import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { changed, ExampleChange } from "../../src/pack/example-change.ts";
import { readYaml } from "../../src/positions/read-yaml.ts";
import { toPlain } from "../../src/positions/to-plain.ts";

const folder = resolve(import.meta.dirname, "../claims");
const json = z.record(z.string(), z.unknown());

/** An excerpt of a document and of the estate, as examples of rules are written, with what is planted in it. */
const ClaimFixture = z.strictObject({
  rule: z.string(),
  document: json,
  estate: json.optional(),
  /** What the rule says, about which object; `undecided` where it is an unknown. */
  finds: z.strictObject({
    object: z.string(),
    reason: z.string(),
    severity: z.string().optional(),
    undecided: z.boolean().default(false),
  }),
  /** Each of these, taken out or put right, makes the finding go away. */
  planted: z.array(ExampleChange).min(1),
});
type ClaimFixture = z.infer<typeof ClaimFixture>;

const ClaimFile = z.object({
  claims: z.array(z.object({ id: z.int(), shown: z.array(z.object({ fixture: ClaimFixture.optional() })) })),
});

/** The fixtures of all claims, each behind its title. */
export function claimFixtures(): [title: string, fixture: ClaimFixture][] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return files.sort().flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const { claims } = ClaimFile.parse(toPlain(readYaml(text, name)));
    return claims.flatMap(({ id, shown }) =>
      shown.flatMap(({ fixture }): [string, ClaimFixture][] =>
        fixture ? [[`${id}: ${fixture.rule} (${fixture.finds.reason})`, fixture]] : [],
      ),
    );
  });
}

/** A fixture with one thing that is planted in it taken out, or put right. Throws where nothing is at that path. */
export function mended(fixture: ClaimFixture, planted: ExampleChange): ClaimFixture {
  const copy = changed({ document: fixture.document, estate: fixture.estate }, planted);
  if (!copy) throw new Error(`nothing is planted at ${planted.at}`);
  return ClaimFixture.parse({ ...fixture, ...copy });
}
