import { EntitlintError } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { AnyRecord } from "../../model/record.ts";
import { type KindOfSystem, kindsOf, parseRecords, type Snapshot } from "../../snapshot/index.ts";
import type { CommandBody } from "../context.ts";
import { printProblems } from "../print-failure.ts";
import { findRecord } from "./find-record.ts";
import { located, openFolder } from "./open-given.ts";
import { renderOne, renderRecords, renderSummary } from "./render-show.ts";

export interface ShowOptions {
  readonly system?: string;
  readonly kind?: string;
  readonly id?: string;
  readonly format: "text" | "json";
}

/** Shows a snapshot's summary, the records of a kind, or one record. A damaged snapshot is shown too, with exit code 2. */
export const show: CommandBody<ShowOptions> = async ({ args, options }, context) => {
  const snapshot = await openFolder(args[0], options.config, context);
  const problems = [...snapshot.problems];
  const kinds = wanted(snapshot, options);
  const write = (text: string) => context.stdout.write(text);
  if (options.id !== undefined) {
    write(
      renderOne(
        findRecord(snapshot, kinds, options.id, (problem) => problems.push(problem)),
        options.format,
      ),
    );
  } else if (options.kind === undefined) {
    write(renderSummary(snapshot, kinds, options.format));
  } else {
    const records = kinds.flatMap(({ system, kind }) =>
      snapshot.files(system, kind).flatMap((file) => {
        const lines = parseRecords(file, kind, (problem) => problems.push(problem));
        return Array.from(lines, ({ value }): AnyRecord => value);
      }),
    );
    write(renderRecords(records, options.format));
  }
  printProblems(located(snapshot, problems), "error", { ...context, logFormat: options.logFormat });
  return problems.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
};

/** The kinds that were asked for; asking for one that is not there is a mistake, not an empty answer. */
function wanted(snapshot: Snapshot, { system, kind }: ShowOptions): KindOfSystem[] {
  const all = kindsOf(snapshot.manifest);
  const found = all.filter(
    (one) => (system === undefined || one.system === system) && (kind === undefined || one.kind === kind),
  );
  if (found.length > 0 || (system === undefined && kind === undefined)) return found;
  const known = all.map((one) => `${one.system} ${one.kind}`).join(", ");
  throw new EntitlintError({
    code: "snapshot/unknown-record",
    message: `the snapshot holds no ${[system, kind].filter((part) => part !== undefined).join(" ")}`,
    next: known === "" ? "It holds nothing yet." : `It holds: ${known}.`,
  });
}
