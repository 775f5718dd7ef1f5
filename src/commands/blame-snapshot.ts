import { relative, sep } from "node:path";
import { CannotJudgeError } from "../errors.ts";
import { type Snapshot, verifySnapshot } from "../snapshot/index.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { located, openFolder } from "./snapshot/open-given.ts";

/** More problems than this help nobody; `snapshot verify` has them all. */
const mostTold = 20;

/**
 * The error to tell in place of one that nobody expected. Records are not checked again when they are judged, because
 * that would take as long as judging them: a snapshot made by hand, with right digests over records of wrong shapes,
 * shows only when something stumbles over it. Then every line is checked, and what is wrong there is the cause.
 */
export async function blameSnapshot(
  error: unknown,
  options: Partial<CommonOptions> & { readonly snapshot?: unknown },
  context: Pick<CommandContext, "cwd">,
): Promise<unknown> {
  const folder = typeof options.snapshot === "string" ? options.snapshot : undefined;
  const snapshot = await openFolder(folder, options.config, context).catch(() => undefined);
  return !snapshot || options.snapshot === false ? error : blamed(error, snapshot);
}

/** The same for a snapshot that is open already. */
export function blameOpened(error: unknown, snapshot: Snapshot, { cwd }: Pick<CommandContext, "cwd">): unknown {
  return blamed(error, { ...snapshot, name: relative(cwd, snapshot.name).split(sep).join("/") });
}

function blamed(error: unknown, snapshot: Snapshot): unknown {
  const { problems } = verifySnapshot(snapshot);
  const [first, ...more] = located(snapshot, problems.slice(0, mostTold));
  if (!first) return error;
  const left = problems.length - mostTold;
  const rest = {
    code: "snapshot/bad-line",
    message: `${left} more problems`,
    place: { file: snapshot.name },
    next: "Run `entitlint snapshot verify` to see them all.",
  } as const;
  return new CannotJudgeError([first, ...more, ...(left > 0 ? [rest] : [])], { cause: error });
}
