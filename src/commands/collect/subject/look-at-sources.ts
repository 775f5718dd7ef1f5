import type { Wanted } from "../../../collect/look-up.ts";
import type { Source } from "../../../config/config.ts";
import type { Completeness } from "../../../model/manifest.ts";
import type { LookedForName, SourceLook } from "../../../model/subject-look.ts";
import type { CommandContext } from "../../context.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import { describeRecords } from "./describe-records.ts";
import { KnownRecords } from "./known-records.ts";
import { type Answer, lookAtSource } from "./look-at-source.ts";
import type { Whom } from "./whom.ts";

/** Asks one source after the other, so that nothing of one waits behind the patience of another. */
export async function lookAtSources(
  sources: readonly Source[],
  whom: Whom,
  open: OpenEstate,
  context: CommandContext,
): Promise<SourceLook[]> {
  const looks: SourceLook[] = [];
  for (const source of sources) looks.push(await lookAtOne(source, whom, open, context));
  return looks;
}

async function lookAtOne(source: Source, whom: Whom, open: OpenEstate, context: CommandContext): Promise<SourceLook> {
  const { system, key, role, required, collector } = source;
  const records = recordsOf(system, whom, open);
  const [own, access] = [records.own(), records.access()];
  const wanted: Wanted = {
    ...{ own, access, names: whom.names },
    find: (kind, id) => records.find(kind, id),
    witnesses: (kind, fits) => records.witnesses(kind, fits),
  };
  const answer = await lookAtSource(source, wanted, open, context);
  const known = [...own, ...access];
  const searches = searchesOf(whom, answer);
  const reason = known.length > 0 ? undefined : silenceOf(system, answer, searches, open);
  return {
    ...{ source: key, system, collector, role, required },
    records: describeRecords({ system, known, records, answer, open }),
    searches,
    ...(reason !== undefined && { reason }),
  };
}

/** Systems of the snapshot in which the subject has records and that no source of the config reads any more. */
export function withoutSource(sources: readonly Source[], whom: Whom, open: OpenEstate): SourceLook[] {
  const observed = Object.keys(open.snapshot?.manifest.sources ?? {});
  return observed
    .filter((system) => !sources.some((source) => source.system === system))
    .flatMap((system): SourceLook[] => {
      const records = recordsOf(system, whom, open);
      const known = [...records.own(), ...records.access()];
      const answer: Answer = { reason: "no source of the config reads this system any more", isFailure: true };
      if (known.length === 0) return [];
      const described = describeRecords({ system, known, records, answer, open });
      return [{ source: system, system, required: true, records: described, searches: [] }];
    });
}

function recordsOf(system: string, whom: Whom, open: OpenEstate): KnownRecords {
  const input = open.estate.systems.find((one) => one.system === system);
  return new KnownRecords(input, whom.ids);
}

function searchesOf({ names }: Whom, answer: Answer): LookedForName[] {
  if ("reason" in answer) return [];
  const searches = new Map(answer.looked.searches.map((search) => [`${search.by} ${search.value}`, search]));
  return names.map(({ by, value }): LookedForName => {
    const search = searches.get(`${by} ${value}`);
    const result = search?.is ?? "not-searched";
    return {
      ...{ by, value, result: result === "unsaid" ? "cannot-say" : result },
      ...(search?.reason !== undefined && { reason: search.reason }),
    };
  });
}

/**
 * Why nothing can be said of a source in which the snapshot knows nothing of the subject: it could not be asked, or not by
 * name, and the snapshot does not know it whole.
 */
function silenceOf(
  system: string,
  answer: Answer,
  searches: readonly LookedForName[],
  { snapshot }: OpenEstate,
): string | undefined {
  if ("looked" in answer && searches.some(({ result }) => result !== "not-searched")) return undefined;
  const { identity, account } = snapshot?.manifest.sources[system]?.kinds ?? {};
  const people = [identity, account].flatMap((kind) => kind ?? []);
  const gaps: readonly Completeness[] = ["partial", "denied", "not-collected"];
  const isWhole = people.length > 0 && people.every(({ completeness }) => !gaps.includes(completeness));
  if ("reason" in answer) return isWhole && !answer.isFailure ? undefined : answer.reason;
  return isWhole ? undefined : "it cannot be searched by name, and the snapshot does not know everybody in it";
}
