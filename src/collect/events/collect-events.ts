import { EntitlintError } from "../../errors.ts";
import { ProblemList } from "../../mapping/problem-list.ts";
import type { CollectedKind, CollectedSource } from "../../model/collected.ts";
import { instantOf } from "../../model/instant-of.ts";
import type { CollectContext } from "../collector.ts";
import { exportTime } from "../export-time.ts";
import { KindBook } from "../kind-book.ts";
import { entraEntry } from "./entra.ts";
import { type Item, itemsIn } from "./items.ts";
import { LogBook } from "./log-book.ts";
import { oktaEntry } from "./okta.ts";
import { eventsReads, fieldsOf } from "./reads.ts";
import type { EventsOptions, Read } from "./schema.ts";
import { securityEvents } from "./security-event.ts";
import { keysIn, readToken, type VerifyingKey } from "./tokens.ts";
import type { Entry } from "./told.ts";

/** Complaints by their words, each with how often and an example. */
type Complain = (reason: string, example?: string) => void;

/** Reads all logs of a source. @throws EntitlintError with everything that is wrong in any file */
export async function collectEvents(
  context: CollectContext,
  options: EventsOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const problems = new ProblemList();
  const keys =
    options.keys === undefined ? undefined : await problems.attempt(() => readKeys(options.keys ?? "", context));
  const book = new LogBook(context, options);
  const complaints: [string, string | undefined, boolean][] = [];
  const times: string[] = [];
  for (const read of options.reads) {
    const files = (await problems.attempt(() => filesOf(read, context))) ?? [];
    for (const { path, exportedAt } of files) {
      times.push(exportedAt);
      await problems.attempt(() => readLog(path, read));
    }
  }
  problems.throwIfAny();
  return finished();

  async function readLog(path: string, read: Read): Promise<void> {
    const modifiedAt = await context.files.modifiedAt(path);
    const warn: Complain = (reason, example) => complaints.push([reason, example, false]);
    const lose: Complain = (reason, example) => complaints.push([reason, example, true]);
    for await (const item of itemsIn(path, { ...read, log: options.log }, context))
      for (const entry of entriesOf(item, options.log, { keys, warn, lose })) take(entry, item, warn);
    if ((await context.files.modifiedAt(path)) !== modifiedAt)
      throw new EntitlintError({
        code: "input/changed-while-reading",
        message: "the file changed while it was being read",
        place: { file: path },
        next: "Run again once it is written.",
      });
  }

  function take(entry: Entry, { place }: Item, warn: Complain): void {
    if (entry.is === "other") warn(entry.why, entry.example);
    else if (entry.is === "bad")
      problems.add([
        {
          code: "collect/bad-record",
          message: entry.message,
          place,
          next: "Export the log again, or take the line out and keep it.",
        },
      ]);
    else {
      if (entry.doubt !== undefined) warn("a result is not one that is known; it is taken for unknown", entry.doubt);
      book.take(entry.told);
    }
  }

  function finished(): CollectedSource {
    const observedAt = times.toSorted().at(-1) ?? instantOf(context.now);
    const { store, system, role, zone, tenant } = context;
    const events = new KindBook(store.kind("event"), observedAt, [
      ...eventsReads.event.fields,
      ...fieldsOf[options.log],
    ]);
    const channels = new KindBook(store.kind("channel"), observedAt, eventsReads.channel.fields);
    for (const event of book.events.values()) events.add(event);
    for (const channel of book.channels.values()) channels.add(channel);
    for (const [reason, example, isLoss] of complaints)
      if (isLoss) events.incomplete(reason, example);
      else events.warn(reason, example);
    for (const [name, count] of [...book.strangers].toSorted())
      events.warn("changes in a system that `systems` does not name belong to nobody here", `${name} (${count})`);
    return {
      ...{ system, role, zone, collector, tenants: [tenant] },
      kinds: [events.finish(), channels.finish()].map(believed),
    };
  }
}

/** A file announces no total, so whatever was read of it is believed and not known to be all. */
function believed(kind: CollectedKind): CollectedKind {
  return kind.completeness === "full" ? { ...kind, completeness: "asserted" } : kind;
}

function entriesOf(
  { value }: Item,
  log: EventsOptions["log"],
  { keys, warn, lose }: { keys: readonly VerifyingKey[] | undefined; warn: Complain; lose: Complain },
): Entry[] {
  if (log === "entra") return [entraEntry(value)];
  if (log === "okta") return [oktaEntry(value)];
  const token = typeof value === "string" ? readToken(value, keys ?? []) : { claims: value, isSigned: false };
  if (token === undefined) return [{ is: "bad", message: "this is neither JSON nor a token in compact form" }];
  if (keys === undefined) warn("signatures of security event tokens were not checked, because `keys` names none");
  else if (!token.isSigned) {
    lose("security event tokens that none of the keys has signed were left out");
    return [];
  }
  return securityEvents(token.claims);
}

async function filesOf(
  read: Read,
  { files, zone, now }: CollectContext,
): Promise<{ path: string; exportedAt: string }[]> {
  const paths = await files.list([read.path]);
  if (paths.length === 0 && !read.optional)
    throw new EntitlintError({
      code: "collect/no-file",
      message: `no file matches ${read.path}`,
      next: "Correct the path, or mark the read `optional: true`.",
    });
  const found: { path: string; exportedAt: string }[] = [];
  for (const path of paths.toSorted()) {
    const modifiedAt = await files.modifiedAt(path);
    const how = { file: path, zone, now, modifiedAt, root: async () => undefined };
    found.push({ path, exportedAt: await exportTime(read.exportedAt, how) });
  }
  return found;
}

async function readKeys(path: string, { files }: CollectContext): Promise<VerifyingKey[]> {
  const bytes = await files.read(path);
  if (bytes) return keysIn(Buffer.from(bytes).toString("utf8"), path);
  throw new EntitlintError({ code: "collect/no-file", message: `there is no file ${path}`, next: "Correct `keys`." });
}
