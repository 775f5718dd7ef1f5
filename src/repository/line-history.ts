import { readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { instantOf } from "../model/instant-of.ts";
import { type GitEnvironment, runGit } from "./git.ts";
import { gitRoot } from "./git-root.ts";
import { isShallow } from "./shallow.ts";

/** The commit that wrote a line as it stands. */
export interface LineOrigin {
  readonly commit: string;
  readonly author: string;
  /** When it came to the branch that is checked out: with its merge where it came by one. */
  readonly at: string;
  readonly subject: string;
  /** The pull or merge request, as the host writes it: `#12`, `group/project!12`. */
  readonly request?: string;
}

/** What Git says of one line: its commit, that it is not committed, or nothing. */
export type LineHistory = (place: {
  readonly file: string;
  readonly line: number;
}) => Promise<LineOrigin | "uncommitted" | undefined>;

/**
 * Looks up who wrote a line, and by what it came. Paths are below `folder`. Outside of Git, and of a clone whose history
 * is cut off before the line, nothing is said.
 */
export async function lineHistory(folder: string, env: GitEnvironment): Promise<LineHistory> {
  const root = await gitRoot(folder);
  if (root === undefined) return async () => undefined;
  const arrivals = new Map<string, Promise<Arrival>>();
  let times: ReturnType<typeof latestUpTo> | undefined;
  return async ({ file, line }) => {
    const path = relative(root, resolve(folder, file)).replaceAll(sep, "/");
    const there = await committedLine(root, path, line, env);
    if (there === undefined || there === "uncommitted") return there;
    const lines = ["-L", `${there},${there}`];
    const blamed = await runGit(root, ["blame", "--porcelain", "--no-textconv", ...lines, "HEAD", "--", path], env);
    if (blamed.status !== 0) return undefined;
    const text = blamed.stdout.toString("utf8");
    const commit = /^([0-9a-f]{40,64}) /u.exec(text)?.[1] ?? "";
    // The first commit of a cut-off history seems to have written every line that is older.
    if (commit === "" || (/^boundary$/mu.test(text) && (await isShallow(root, env)))) return undefined;
    times ??= latestUpTo(root, env);
    const known = arrivals.get(commit) ?? arrivalOf(root, commit, await times, env);
    arrivals.set(commit, known);
    const { at, request } = await known;
    return {
      ...{ commit, author: field(text, "author"), subject: field(text, "summary") },
      at: at ?? instantOf(new Date(Number(field(text, "committer-time")) * 1000)),
      ...(request !== undefined && { request }),
    };
  };
}

/**
 * The number that a line of the work tree has in the checked-out commit: lines that are not committed may stand before it.
 * Asked of the commit alone, because blaming the work tree would run the filters that its attributes name.
 */
async function committedLine(
  root: string,
  path: string,
  line: number,
  env: GitEnvironment,
): Promise<number | "uncommitted" | undefined> {
  const head = await runGit(root, ["rev-parse", "--verify", "--quiet", "HEAD"], env);
  if (head.status !== 0) return undefined;
  const shown = await runGit(root, ["cat-file", "blob", `HEAD:${path}`], env);
  if (shown.status !== 0) return "uncommitted";
  const linesOf = (text: string) => text.split(/\r?\n/u);
  const now = linesOf(await readFile(join(root, path), "utf8").catch(() => ""))[line - 1];
  const committed = linesOf(shown.stdout.toString("utf8"));
  if (now === undefined) return "uncommitted";
  if (committed[line - 1] === now) return line;
  const [at, second] = committed.flatMap((text, index) => (text === now ? [index + 1] : []));
  return second === undefined && at !== undefined ? at : "uncommitted";
}

interface Arrival {
  readonly at?: string;
  readonly request?: string | undefined;
}

/** The first commit of the branch's own line that has this one in it: itself, or the merge that brought it. */
async function arrivalOf(
  root: string,
  commit: string,
  times: ReadonlyMap<string, number>,
  env: GitEnvironment,
): Promise<Arrival> {
  const range = ["--first-parent", "--ancestry-path", "--reverse", "--format=%H%x00%ct%x00%B%x01", `${commit}^..HEAD`];
  const listed = await runGit(root, ["log", ...range], env);
  // The root of history has no parent to begin at.
  const whole = listed.status === 0 ? listed : await runGit(root, ["log", ...range.slice(0, -1), "HEAD"], env);
  if (whole.status !== 0) return {};
  const [first = ""] = whole.stdout.toString("utf8").split("\u0001");
  const [arrival = "", time = "", message = ""] = first.trimStart().split("\0");
  if (time === "") return {};
  const seconds = Math.max(Number(time), times.get(arrival) ?? 0);
  return { at: instantOf(new Date(seconds * 1000)), request: requestIn(message) };
}

/**
 * For each commit of the branch's own line, the latest second that one names up to it. What a commit says of its time is
 * chosen by whoever writes it, but it cannot have come before what it stands on.
 */
async function latestUpTo(root: string, env: GitEnvironment): Promise<ReadonlyMap<string, number>> {
  const { stdout } = await runGit(root, ["log", "--first-parent", "--reverse", "--format=%H %ct", "HEAD"], env);
  let latest = 0;
  const rows = stdout.toString("latin1").split("\n").filter(Boolean);
  return new Map(
    rows.map((row) => {
      const [commit = "", time] = row.split(" ");
      latest = Math.max(latest, Number(time));
      return [commit, latest];
    }),
  );
}

/** How hosts name the request in the message of a merge, or at the end of the subject of a squashed commit. */
function requestIn(message: string): string | undefined {
  const [subject = ""] = message.split("\n");
  return (
    /^Merge pull request (#\d+) /u.exec(subject)?.[1] ??
    /^See merge request (\S*!\d+)$/mu.exec(message)?.[1] ??
    /\((#\d+)\)$/u.exec(subject.trimEnd())?.[1]
  );
}

function field(text: string, name: string): string {
  return new RegExp(`^${name} (.*)$`, "mu").exec(text)?.[1] ?? "";
}
