import { join } from "node:path";
import type { LoadedConfig } from "../../config/load-config.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { Changes, NewAccess, Standing } from "../../model/changes.ts";
import { type LineHistory, lineHistory } from "../../repository/line-history.ts";
import { diffSnapshots, openSnapshot, type Snapshot, type SnapshotDiff } from "../../snapshot/index.ts";
import type { CommandBody } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import { type EstateOptions, type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { subjectNames } from "../estate/subject-names.ts";
import { packageVersion } from "../package-version.ts";
import { openFolderOrRevision } from "../snapshot/open-given.ts";
import { type AccessRecord, allowances, type Line } from "./allowed-by.ts";
import { tellChanges } from "./tell.ts";
import { withWaivers } from "./waived.ts";

export interface ChangesOptions extends EstateOptions {
  readonly strict?: true;
  readonly format: "text" | "json";
}

/** Names access that is new, and what allows it. */
export const changes: CommandBody<ChangesOptions> = async ({ args, options }, context) => {
  const loaded = await openConfig(options, context);
  const before = await openFolderOrRevision(args[0] ?? "", options.config, context);
  const open = await openEstate(options, context, loaded);
  const after = open.snapshot ?? (await noSnapshot(loaded));
  const diff = diffSnapshots(before, after);
  const obstacles = diff.problems.map(({ code, message }) => ({ code, text: message }));
  const history = await lineHistory(loaded.folder, context.env);
  const access = await withWaivers(await newAccess(diff, open, history), open, loaded, context);
  const exitCode = exitOf(access, obstacles.length > 0, options.strict ?? false);
  const told: Changes = {
    version: 1,
    tool: { name: "entitlint", version: packageVersion() },
    before: diff.before,
    after: diff.after,
    exitCode,
    obstacles,
    notices: notCompared(before, after),
    access: [...access],
  };
  tellChanges(told, options, context);
  return exitCode;
};

/** Without a snapshot of today there is nothing to compare: opening it once more says how to get one. */
async function noSnapshot({ folder, config }: LoadedConfig): Promise<Snapshot> {
  return await openSnapshot(join(folder, config.snapshot));
}

/** What nobody allowed beforehand. */
const unallowed: ReadonlySet<Standing> = new Set(["out-of-band", "declared-later"]);

function exitOf(access: readonly NewAccess[], isIncomplete: boolean, strict: boolean) {
  if (isIncomplete) return exitCodes.cannotJudge;
  return strict && access.some(({ standing }) => unallowed.has(standing)) ? exitCodes.violations : exitCodes.clean;
}

async function newAccess(diff: SnapshotDiff, open: OpenEstate, history: LineHistory): Promise<NewAccess[]> {
  const allow = allowances(open);
  const names = subjectNames(open);
  const found: NewAccess[] = [];
  for (const access of addedAccess(diff)) {
    const { line, otherwise, approval, ...told } = allow(access);
    const { kind, system, record } = access;
    const name = told.subject === undefined ? undefined : names(told.subject);
    const firstSeen = open.estate.past.get(record.id)?.firstSeen ?? observedAt(open, access);
    found.push({
      ...{ id: record.id, kind, system, ...told, firstSeen },
      ...(name !== undefined && { name }),
      ...(approval && { approval }),
      ...(line ? await declared(line, firstSeen, history) : approval ? { standing: "approved" as const } : otherwise),
    });
  }
  return found;
}

function* addedAccess({ kinds }: SnapshotDiff): Generator<AccessRecord> {
  for (const { system, kind, added } of kinds) {
    for (const record of added) {
      if ("principal" in record && "entitlement" in record && kind === "grant") yield { kind, system, record };
      if ("member" in record && kind === "membership") yield { kind, system, record };
    }
  }
}

function observedAt({ estate, now }: OpenEstate, { system, kind }: AccessRecord): string {
  return estate.systems.find((input) => input.system === system)?.kinds[kind]?.observedAt ?? now;
}

/** A line that was written after the access was seen has not allowed it. Where Git tells nothing, the line stands for itself. */
async function declared(
  line: Line,
  firstSeen: string,
  history: LineHistory,
): Promise<Pick<NewAccess, "standing" | "because" | "declaration">> {
  const origin = await history(line);
  if (origin === undefined) return { standing: "authorised", declaration: line };
  if (origin === "uncommitted")
    return { standing: "declared-later", because: "the line is not committed", declaration: line };
  const { commit, author, at, request } = origin;
  const declaration = { ...line, commit, author, at, ...(request !== undefined && { request }) };
  if (at <= firstSeen) return { standing: "authorised", declaration };
  return {
    standing: "declared-later",
    because: `the line came at ${at}, the access was seen at ${firstSeen}`,
    declaration,
  };
}

/** Kinds that were not read before, or not in full: all in them, or some of it, only seems to be new. */
function notCompared(before: Snapshot, after: Snapshot): Changes["notices"] {
  return Object.entries(after.manifest.sources).flatMap(([system, { kinds }]) =>
    (["grant", "membership"] as const).flatMap((kind) => {
      if (!kinds[kind]) return [];
      const earlier = before.manifest.sources[system]?.kinds[kind];
      const how = earlier ? earlier.completeness : "not read at all";
      if (how === "full" || how === "asserted" || how === "scoped") return [];
      return [
        {
          code: "not-compared",
          app: system,
          text: `${kind} records of ${system} were ${how} in the earlier snapshot: what is told as new may have been there`,
        },
      ];
    }),
  );
}
