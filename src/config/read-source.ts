import type * as z from "zod";
import { didYouMean } from "../did-you-mean.ts";
import type { Problem } from "../errors.ts";
import type { MapEntry, PositionedNode } from "../positions/node.ts";
import { validate } from "../positions/validate.ts";
import type { Source } from "./config.ts";
import { AnySource, commonSourceKeys, sourceSchema } from "./source-schema.ts";

/** The options of every collector there is, by its name. */
export type CollectorOptions = ReadonlyMap<string, z.ZodObject>;

/** Reads one entry of `sources`: the source, or everything that is wrong with it. */
export function readSource(entry: MapEntry, collectors: CollectorOptions): Source | readonly Problem[] {
  const at = ["sources", entry.key];
  const common = validate(entry.node, AnySource, at);
  const collector = common.ok ? common.value.collector : collectorIn(entry.node);
  const options = collector === undefined ? undefined : collectors.get(collector);
  if (collector !== undefined && options === undefined) return [unknownCollector(collector, entry, collectors)];
  if (collector === undefined || options === undefined) return common.ok ? [] : common.problems;
  const whole = validate(entry.node, sourceSchema(collector, options), at);
  if (!whole.ok) return whole.problems;
  // Rules of the collector over several of its options run only on its own schema.
  const own = validate(ownKeys(entry.node), options, at);
  if (!own.ok) return own.problems;
  if (!common.ok) return common.problems;
  const { system, freshness, role, tenant, zone, required, declares, futureEndDates, noSecrets, brake } = common.value;
  return {
    key: entry.key,
    system: system ?? entry.key,
    ...{ collector, role, tenant, zone, required, declares, futureEndDates, noSecrets, brake },
    ...(freshness && { freshness }),
    options: own.value,
    place: entry.keyNode.place,
  };
}

function collectorIn(node: PositionedNode): string | undefined {
  const entry = node.type === "map" ? node.entries.find(({ key }) => key === "collector") : undefined;
  return entry?.node.type === "scalar" && typeof entry.node.value === "string" ? entry.node.value : undefined;
}

function ownKeys(node: PositionedNode): PositionedNode {
  if (node.type !== "map") return node;
  return { ...node, entries: node.entries.filter(({ key }) => !(key in commonSourceKeys)) };
}

function unknownCollector(name: string, entry: MapEntry, collectors: CollectorOptions): Problem {
  const known = [...collectors.keys()].toSorted();
  const place =
    entry.node.type === "map" ? entry.node.entries.find(({ key }) => key === "collector")?.node.place : undefined;
  return {
    code: "config/unknown-collector",
    message: `sources.${entry.key}.collector: there is no collector ${JSON.stringify(name)}`,
    place: place ?? entry.keyNode.place,
    next: `${didYouMean(name, known)}Known: ${known.join(", ")}.`,
  };
}
