import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as z from "zod";
import { EntitlintError, type Problem } from "../../errors.ts";
import { LeaverThing } from "../../model/leaver.ts";
import { Instant } from "../../model/time.ts";

/** What an earlier run of `explain --leaver --format json` wrote, as far as a later one asks what has become of it. */
const EarlierRun = z.object({
  version: z.literal(1),
  who: z.object({ id: z.string() }),
  asOf: Instant,
  places: z.array(z.object({ app: z.string(), records: z.array(LeaverThing.extend({ as: z.string().optional() })) })),
});
export type EarlierRun = z.infer<typeof EarlierRun>;

/** Whose run it may be, and until when. */
interface Expected {
  readonly isTheirs: (id: string) => boolean;
  readonly now: string;
}

/** Reads what an earlier run wrote. @throws EntitlintError where it is not one that this run goes on from */
export async function readEarlierRun(file: string, cwd: string, { isTheirs, now }: Expected): Promise<EarlierRun> {
  const run = parsed(await textOf(file, cwd), file);
  if (!isTheirs(run.who.id))
    throw refused(
      "usage/invalid",
      file,
      `it tells of ${run.who.id}, who is somebody else`,
      "Give a run about the same person.",
    );
  if (run.asOf > now)
    throw refused(
      "usage/invalid",
      file,
      `it is of ${run.asOf}, later than ${now}, as of which is judged now`,
      "Give an earlier run, or collect again.",
    );
  return run;
}

async function textOf(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), "utf8");
  } catch (error) {
    throw refused("input/unreadable", file, `it cannot be read (${reasonOf(error)})`, ask);
  }
}

function parsed(text: string, file: string): EarlierRun {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused("input/does-not-parse", file, "it is no JSON, or only a part of it", ask);
  }
  const run = EarlierRun.safeParse(value);
  if (run.success) return run.data;
  const { data } = z.object({ version: z.number() }).safeParse(value);
  const version = data?.version ?? 1;
  const message =
    version === 1 ? "it is no answer of explain --leaver" : `it is of version ${version}, and this entitlint reads 1`;
  throw refused("input/schema", file, message, ask);
}

const ask = "Give a file that `entitlint explain --leaver WHO --format json` has written.";

function refused(code: Problem["code"], file: string, message: string, next: string): EntitlintError {
  return new EntitlintError({ code, message, place: { file }, next });
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
