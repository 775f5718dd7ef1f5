import type { ParamSetting } from "../../config/config.ts";
import { didYouMean } from "../../did-you-mean.ts";
import type { Problem } from "../../errors.ts";
import { EstateApp } from "../../model/estate.ts";
import { EntitlementKind } from "../../model/records/entitlement.ts";
import type { Param } from "../../model/rule.ts";
import { severities } from "../../model/severity.ts";

interface Ground {
  readonly rule: string;
  readonly systems: ReadonlySet<string> | undefined;
}

const ways = [
  ...["tier1", "tier2", "tier3"],
  ...EstateApp.shape.channel.options,
  ...EstateApp.shape.mode.options,
  "default",
];

/** Keys of a map and entries of a list that name nothing: nobody would ever look them up. */
export function strayNames(setting: ParamSetting, param: Param, ground: Ground): Problem[] {
  const { name, value } = setting;
  if (Array.isArray(value)) return strayEntries(setting, value, param, ground);
  if (typeof value !== "object") return [];
  const by = looksUpBy(param);
  if (by === "nothing") {
    const message = `${name} of ${ground.rule} is one ${param.type} for all, and no map`;
    return [{ code: "config/bad-param", message, place: setting.place }];
  }
  if (by === undefined) return [];
  const known = keysOf[by]([...(ground.systems ?? [])]);
  return Object.keys(value)
    .filter((key) => !known.includes(key) && !isNamed(key, by, ground))
    .map((key) => ({
      code: "config/unknown-param",
      message: `nothing looks ${JSON.stringify(key)} up in ${name} of ${ground.rule}`,
      place: setting.within.get(key) ?? setting.place,
      next: `${didYouMean(key, known)}${meant[by]}`,
    }));
}

/** A duration is looked up for each application; of any other map that a rule of the user's own has, nothing is known. */
function looksUpBy({ by, type, default: value }: Param): Param["by"] {
  if (by !== undefined) return by;
  if (type === "duration") return "app";
  return typeof value === "object" ? undefined : "nothing";
}

type By = Exclude<NonNullable<Param["by"]>, "nothing">;

const keysOf: Record<By, (systems: readonly string[]) => readonly string[]> = {
  app: (systems) => [...systems, ...ways],
  entitlement: (systems) => [...systems, ...EntitlementKind.options, "default"],
  severity: () => [...severities, "default"],
};

const meant: Record<By, string> = {
  app: "Name a system of the config or an application of the access files, `tier1` to `tier3`, a channel, a mode, or `default`.",
  entitlement:
    "Name an entitlement as `<application>/<kind>/<name>`, an application, a kind of entitlements, or `default`.",
  severity: "Name a severity, or `default`.",
};

/** An entitlement by its whole name; or, where systems are not known, whatever may be one of them. */
function isNamed(key: string, by: By, { systems }: Ground): boolean {
  if (by === "severity") return false;
  if (by === "app" || !key.includes("/")) return systems === undefined;
  const [system = "", kind = "", ...name] = key.split("/");
  const isKnown = systems === undefined || systems.has(system);
  return isKnown && EntitlementKind.safeParse(kind).success && name.join("/") !== "";
}

function strayEntries(setting: ParamSetting, entries: readonly string[], param: Param, ground: Ground): Problem[] {
  const { known, isRight, what, next } = entriesOf(param, ground);
  return entries.flatMap((entry, index) => {
    if (isRight(entry)) return [];
    return [
      {
        code: "config/bad-param",
        message: `${setting.name} of ${ground.rule}: ${JSON.stringify(entry)} is no ${what}`,
        place: setting.within.get(index) ?? setting.place,
        next: `${didYouMean(entry, known ?? [])}${next}`,
      },
    ];
  });
}

/** What may stand in a list. Where nothing is known of that, anything. */
interface Entries {
  readonly known?: readonly string[] | undefined;
  readonly isRight: (entry: string) => boolean;
  readonly what: string;
  readonly next: string;
}

function entriesOf({ of, among }: Param, { systems }: Ground): Entries {
  if (of === "name-pattern") {
    const next = "Use at most two, or several patterns.";
    return {
      isRight: (entry) => entry.split("*").length <= 3,
      what: "pattern, because it has more than two stars",
      next,
    };
  }
  if (of === "system") {
    const next = "Name one that a source reads, or an application that an access file declares.";
    return { ...oneOf(systems && [...systems]), what: "system", next };
  }
  const known: readonly string[] | undefined =
    among ?? (of === "entitlement-kind" ? EntitlementKind.options : undefined);
  return {
    ...oneOf(known),
    what: of ? "kind of entitlements" : "entry that it may have",
    next: `Use some of: ${known?.join(", ")}.`,
  };
}

function oneOf(known: readonly string[] | undefined): Pick<Entries, "known" | "isRight"> {
  return { known, isRight: (entry) => known?.includes(entry) ?? true };
}
