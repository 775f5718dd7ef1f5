import { posix } from "node:path";
import { didYouMean } from "../did-you-mean.ts";
import type { Problem } from "../errors.ts";
import { isSystemName } from "../model/system-name.ts";
import { isZone } from "../model/time.ts";
import type { Config, Source } from "./config.ts";

/** Where a top-level key of the config stands; the config itself where the key is not written. */
export type PlaceOf = (key: string) => Problem["place"];

/** A rule over the whole config, which no schema can express. It answers with every problem it sees. */
export type SemanticRule = (config: Config, placeOf: PlaceOf) => readonly Problem[];

/** The rules of a config, by name. */
export const semanticRules = {
  foldersStayInside,
  foldersStayApart,
  systemNamesAreSafe,
  zonesExist,
  oneObservedSourcePerSystem,
  demandedRulesAreOn,
} satisfies Record<string, SemanticRule>;

function foldersStayInside(config: Config, placeOf: PlaceOf): Problem[] {
  return folders(config, placeOf)
    .filter(({ folder }) => folder === "" || folder === "." || isOutside(folder) || folder.split("/").includes(".git"))
    .map(({ folder, name, place }) => ({
      code: "config/folder",
      message: `${name}: ${JSON.stringify(folder)} is not a folder below the config's own`,
      ...(place && { place }),
      next: "Name a folder beside entitlint.yaml or below it, such as snapshots.",
    }));
}

/** Writing the snapshot replaces its folder whole, and the one for readings set aside, so nothing else may live there. */
function foldersStayApart(config: Config, placeOf: PlaceOf): Problem[] {
  const aside = { name: "snapshot", folder: `${config.snapshot}.suspect`, place: placeOf("snapshot") };
  const all = [aside, ...folders(config, placeOf)];
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => isWithin(one.folder, other.folder) || isWithin(other.folder, one.folder))
      .map(
        (other): Problem => ({
          code: "config/folder",
          message: `${one.name} (${one.folder}) and ${other.name} (${other.folder}) share a folder`,
          ...(other.place && { place: other.place }),
          next: "Give each a folder of its own, neither inside the other.",
        }),
      ),
  );
}

function systemNamesAreSafe(config: Config): Problem[] {
  return config.sources.flatMap((source) =>
    [...new Set([source.key, source.system])]
      .filter((name) => !isSystemName(name))
      .map(
        (name): Problem => ({
          code: "config/system-name",
          message: `${JSON.stringify(name)} cannot be a system's name`,
          place: source.place,
          next: "Use lower-case letters, digits, dots, dashes and underscores, beginning with a letter or digit.",
        }),
      ),
  );
}

function zonesExist(config: Config): Problem[] {
  return config.sources
    .filter(({ zone }) => !isZone(zone))
    .map(
      ({ key, zone, place }): Problem => ({
        code: "config/bad-zone",
        message: `sources.${key}.zone: ${JSON.stringify(zone)} is not a time zone`,
        place,
        next: nearestZone(zone),
      }),
    );
}

/** What was observed is kept by system: two sources would overwrite each other. Declared sources may be many. */
function oneObservedSourcePerSystem(config: Config): Problem[] {
  const seen = new Map<string, Source>();
  return config.sources
    .filter(({ declares }) => !declares)
    .flatMap((source): Problem[] => {
      const earlier = seen.get(source.system);
      if (!earlier) {
        seen.set(source.system, source);
        return [];
      }
      return [
        {
          code: "config/observed-and-declared",
          message: `sources.${earlier.key} and sources.${source.key} both say what is observed in ${source.system}`,
          place: source.place,
          next: "Merge them into one source, name another system, or add `declares: true` to the one that says what should be.",
        },
      ];
    });
}

/** A rule that is left out is judged nowhere, so a check that cannot do without it could never pass. */
function demandedRulesAreOn(config: Config): Problem[] {
  return config.rules
    .filter(({ level, required }) => level === "off" && required)
    .map(({ id, place }) => ({
      code: "config/contradiction",
      message: `rules.${id} is switched off by \`level: off\`, and demanded by \`required: true\``,
      place,
      next: "Take one of the two out: without `level: off` the rule is judged, without `required: true` it is left out.",
    }));
}

function folders(config: Config, placeOf: PlaceOf) {
  return [
    { name: "snapshot", folder: config.snapshot, place: placeOf("snapshot") },
    { name: "access", folder: config.access, place: placeOf("access") },
    ...config.policies.map(({ folder, place }, index) => ({ name: `policies[${index}]`, folder, place })),
  ];
}

function isOutside(folder: string): boolean {
  return folder.startsWith("/") || folder === ".." || folder.startsWith("../") || /^[A-Za-z]:|\\/.test(folder);
}

function isWithin(inner: string, outer: string): boolean {
  const path = posix.relative(outer, inner);
  return path !== ".." && !path.startsWith("../");
}

function nearestZone(zone: string): string {
  return `${didYouMean(zone, Intl.supportedValuesOf("timeZone"))}Use a name from the IANA database, such as Europe/Berlin.`;
}
