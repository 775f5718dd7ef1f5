import type { UnreadSource } from "../../judge/absent.ts";
import type { OpenEstate } from "./open-estate.ts";

/** Sources that the config names and of which nothing was read, or nothing at the last time: a check may do without them. */
export function unreadSources({ loaded, estate, snapshot }: OpenEstate): UnreadSource[] {
  const { failures = {} } = snapshot?.manifest ?? {};
  return loaded.config.sources.flatMap(({ system, role, declares }) => {
    const read = estate.systems.find((candidate) => candidate.system === system);
    const isRead = read !== undefined && Object.keys(read.lines).length > 0 && !Object.hasOwn(failures, system);
    return declares || isRead ? [] : [{ system, role }];
  });
}
