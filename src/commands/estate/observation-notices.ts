import type { Notice } from "../../model/report.ts";
import { failureCause } from "./failures.ts";
import { leftBehind } from "./left-behind.ts";
import { observedLater } from "./observed-later.ts";
import type { OpenEstate } from "./open-estate.ts";

/**
 * What to know of the observations themselves: collections that failed, of sources that a check can do without, systems
 * that had not been read at the instant judged at, and systems that nothing reads any more. What keeps a check from judging is an obstacle instead.
 */
export function observationNotices(open: OpenEstate): Notice[] {
  return [...failures(open), ...later(open), ...unread(open)];
}

function unread({ loaded, snapshot }: OpenEstate): Notice[] {
  return leftBehind(loaded.config, snapshot?.manifest).map(({ system, text }) => ({
    code: "source-not-configured",
    ...(system !== undefined && { app: system }),
    text,
  }));
}

function failures({ loaded, snapshot, obstacles }: OpenEstate): Notice[] {
  const { failures = {}, sources = {} } = snapshot?.manifest ?? {};
  const isTold = (system: string) =>
    obstacles.some(({ code, source }) => source === system && (code === "source-missing" || code === "source-failed"));
  // A source that was taken out of the config before it was ever read concerns nobody.
  const matters = (system: string) =>
    system in sources || loaded.config.sources.some((source) => source.system === system);
  return Object.entries(failures).flatMap(([system, failure]) => {
    if (isTold(system) || !matters(system)) return [];
    return [{ code: "source-failed", app: system, text: failureCause(system, failure, sources[system]) }];
  });
}

function later({ estate, now, clock }: OpenEstate): Notice[] {
  if (clock !== undefined) return [];
  const { systems, all } = observedLater(estate.systems, now);
  if (all) return [];
  return systems.map(({ system, from }) => ({
    code: "observed-later",
    app: system,
    text: `${system} was first read at ${from}, after ${now}: what is said of it is of a later time`,
  }));
}
