import { startPack } from "../../evaluate/index.ts";
import type { Pack } from "../../pack/index.ts";
import type { CommandContext } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import { type EstateOptions, type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { openRules } from "../estate/open-rules.ts";
import { type AskLeaver, askingLeaver } from "./ask.ts";

/** The longest that policies may think about one document, in seconds. */
const stillSeconds = 60;

/** What questions are asked of. */
export interface Questions {
  readonly open: OpenEstate;
  readonly pack: Pack;
  readonly ask: AskLeaver;
}

/** Opens the estate while the policies load, hands over both, and closes them, whatever happens. */
export async function withQuestions<T>(
  options: EstateOptions,
  context: CommandContext,
  use: (questions: Questions) => Promise<T>,
): Promise<T> {
  const loaded = await openConfig(options, context);
  const rules = await openRules(loaded, context);
  const started = await startPack(rules.pack, stillSeconds);
  try {
    const open = await openEstate(options, context, loaded);
    return await use({ open, pack: rules.pack, ask: askingLeaver(started, rules, open) });
  } finally {
    await started.close();
  }
}
