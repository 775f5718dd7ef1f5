import { once } from "node:events";
import { buildEstate } from "../../assemble/estate.ts";
import { assemble } from "../../assemble/index.ts";
import { EntitlintError } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { DocumentBatch } from "../../model/batch.ts";
import { inertJson, safeJson } from "../../report/safe-json.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { exitOfLooking } from "../estate/exit-of-looking.ts";
import { type EstateOptions, openEstate } from "../estate/open-estate.ts";
import { openRules } from "../estate/open-rules.ts";

export interface DocumentsOptions extends EstateOptions {
  readonly scope?: string;
  readonly estate?: true;
}

/** Prints documents as NDJSON, with the values that are handed to the rules. */
export const documents: CommandBody<DocumentsOptions> = async ({ args, options }, context) => {
  const open = await openEstate(options, context);
  if (options.estate) {
    const { rules, params } = await openRules(open.loaded, context);
    const estate = buildEstate(open.estate, open.correlation, { rules, params, now: open.now });
    context.stdout.write(`${safeJson({ estate })}\n`);
    return exitOfLooking(open, context, options);
  }
  const [id] = args;
  let found = 0;
  for (const batch of assemble(open.estate, open.correlation, open).batches) {
    if (options.scope !== undefined && batch.scope !== options.scope) continue;
    found += await printBatch(batch, id, context);
  }
  const code = exitOfLooking(open, context, options);
  if (id !== undefined && found === 0) throw unknownDocument(id);
  if (found === 0 && code === exitCodes.clean)
    context.log.warn(`there is no document${options.scope === undefined ? "" : ` of the scope ${options.scope}`}`);
  return code;
};

async function printBatch(batch: DocumentBatch, id: string | undefined, { stdout }: CommandContext): Promise<number> {
  let printed = 0;
  for (const [index, end] of batch.ends.entries()) {
    if (id !== undefined && batch.ids[index] !== id) continue;
    const start = batch.ends[index - 1] ?? 0;
    const line = Buffer.from(new Uint8Array(batch.bytes, start, end - start)).toString("utf8");
    printed += 1;
    if (!stdout.write(`${inertJson(line)}\n`)) await once(stdout, "drain");
  }
  return printed;
}

function unknownDocument(id: string): EntitlintError {
  return new EntitlintError({
    code: "estate/unknown-object",
    message: `no document has the id ${JSON.stringify(id)}`,
    next: "Documents are per subject, source, group, entitlement and application: `entitlint explain` says whose an account, grant or name is.",
  });
}
