import { composeAccess, whoseWord } from "../../../access/whose-word.ts";
import type { LoadedConfig } from "../../../config/load-config.ts";
import type { AccessState } from "../../../model/access.ts";
import type { Report } from "../../../model/report.ts";
import type { Snapshot } from "../../../snapshot/index.ts";
import type { CommandContext } from "../../context.ts";
import { joinEstate, type OpenEstate } from "../../estate/open-estate.ts";
import { judgeEstate, type Rulebook } from "../make-report.ts";
import type { CompareOptions } from "./base-side.ts";
import type { DeclaredSide } from "./declared-sides.ts";

/** All that is decided about a check: where it reads, by which rules, and what access files decide. */
export interface Settings {
  readonly loaded: LoadedConfig;
  readonly rules: Rulebook;
  readonly decisions: AccessState;
}

/** One thing to judge. */
export interface Case {
  readonly settings: Settings;
  readonly declared: DeclaredSide;
  readonly snapshot: Snapshot | undefined;
  readonly now: string;
}

/** Judges cases, each once however often it is asked for. */
export class Judging {
  readonly #options: CompareOptions;
  readonly #context: CommandContext;
  readonly #done: { readonly of: Case; readonly report: Report }[] = [];

  constructor(options: CompareOptions, context: CommandContext) {
    this.#options = options;
    this.#context = context;
  }

  async judge(of: Case): Promise<Report> {
    const known = this.#done.find((one) => isSame(one.of, of));
    if (known) return known.report;
    const report = await judgeEstate(() => this.open(of), of.settings.rules, this.#context);
    this.#done.push({ of, report });
    return report;
  }

  /** The joined estate of a case. */
  async open({ settings: { loaded, decisions }, declared, snapshot, now }: Case): Promise<OpenEstate> {
    const { tree, access, sources } = declared;
    const open = await joinEstate(
      {
        ...{ loaded: { ...loaded, tree }, snapshot, now, declared: sources },
        access: composeAccess((kind) => (whoseWord[kind] === "declared" ? access : decisions)),
      },
      this.#options,
      this.#context,
    );
    return { ...withStaleAsNotice(open), compares: true };
  }
}

function isSame(a: Case, b: Case): boolean {
  const isAlike = a.settings === b.settings && a.snapshot === b.snapshot && a.now === b.now;
  return isAlike && a.declared.mark === b.declared.mark;
}

/** That nothing was collected for a while is nobody's fault who opens a pull request. */
function withStaleAsNotice(open: OpenEstate): OpenEstate {
  const stale = open.obstacles.filter(({ code }) => code === "source-stale");
  return {
    ...open,
    obstacles: open.obstacles.filter(({ code }) => code !== "source-stale"),
    notices: stale.map(({ code, text, source }) => ({ code, text, ...(source !== undefined && { app: source }) })),
  };
}
