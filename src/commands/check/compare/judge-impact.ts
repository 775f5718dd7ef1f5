import type { LoadedConfig } from "../../../config/load-config.ts";
import { impactOf } from "../../../judge/impact.ts";
import type { AccessState } from "../../../model/access.ts";
import type { Impact } from "../../../model/compared.ts";
import type { Report } from "../../../model/report.ts";
import { readCodeOwners } from "../../../repository/code-owners.ts";
import type { CommandContext } from "../../context.ts";
import { readDeclared } from "../../estate/read-declared.ts";
import type { BaseSide } from "./base-side.ts";
import { changedSettings } from "./changed-files.ts";
import type { DeclaredSide } from "./declared-sides.ts";
import type { Case, Judging, Settings } from "./judging.ts";
import { mergedSettings, type RunOptions } from "./settings.ts";

/** A pull request that may change decisions about the check. */
interface Change extends Pick<Case, "snapshot" | "now"> {
  readonly side: BaseSide;
  readonly settings: Settings;
  readonly head: LoadedConfig;
  /** All that the pull request's access files say. */
  readonly access: AccessState;
  readonly declared: DeclaredSide;
  /** Whether its config looks for the snapshot where there is none. */
  readonly isLost: boolean;
  /** What was found by the base's settings. */
  readonly shown: Report;
  readonly run: RunOptions;
}

/**
 * Judges once more by the settings that would hold after the merge; undefined where the pull request changes none.
 * @throws EntitlintError where they would not work, such as a policy that does not compile
 */
export async function judgeImpact(
  judging: Judging,
  change: Change,
  context: CommandContext,
): Promise<Impact | undefined> {
  const { side, settings, head, access, run } = change;
  if (side.loaded === undefined) return undefined;
  const owners = await readCodeOwners(side.tip);
  const files = await changedSettings(side, side.loaded, head, owners);
  if (files.length === 0) return undefined;
  const merged = await mergedSettings(settings, { loaded: head, access }, files, { run, context });
  const declared = merged.loaded === head ? await declaredAfter(change, context) : change.declared;
  const then = await judging.judge({ settings: merged, declared, snapshot: change.snapshot, now: change.now });
  const impact = impactOf({ now: change.shown, then, files, codeOwners: owners?.file });
  return change.isLost ? { ...impact, obstacles: [...impact.obstacles, lost(head)] } : impact;
}

function lost({ config }: LoadedConfig): string {
  return `there is no snapshot in ${config.snapshot}, where its ${config.file} looks for one`;
}

/** What is declared where the pull request's own config says that it is. */
async function declaredAfter({ head, access, declared }: Change, context: CommandContext): Promise<DeclaredSide> {
  const sources = await readDeclared(head, context);
  return { tree: head.tree, access, sources, mark: `${declared.mark} after` };
}
