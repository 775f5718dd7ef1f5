import type { Source } from "../../config/config.ts";
import { nearest } from "../../did-you-mean.ts";
import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";
import type { Manifest } from "../../model/manifest.ts";

/** What was asked for on the command line. */
export interface Choice {
  readonly only?: readonly string[];
  readonly forget?: readonly string[];
}

/**
 * The sources to read: all that are observed, or those named.
 * @throws EntitlintError with every name that means nothing, of those to read and of those to forget
 */
export function chooseSources(sources: readonly Source[], choice: Choice, snapshot: Manifest | undefined): Source[] {
  const observed = sources.filter(({ declares }) => !declares);
  const { only, forget = [] } = choice;
  const chosen = only === undefined ? observed : observed.filter(({ key }) => only.includes(key));
  throwProblems([
    ...(only ?? []).flatMap((name) => unreadable(name, sources)),
    ...forget.flatMap((name) => unforgettable(name, chosen, snapshot)),
  ]);
  if (only === undefined && observed.length === 0 && forget.length === 0) throw nothing(sources.length);
  return chosen;
}

function unreadable(name: string, sources: readonly Source[]): Problem[] {
  const observed = sources.filter(({ declares }) => !declares).map(({ key }) => key);
  if (observed.includes(name)) return [];
  const message = sources.some(({ key }) => key === name)
    ? `the source ${name} says what should be; it is read at every check and never collected`
    : `the config has no source ${JSON.stringify(name)}`;
  return [{ code: "collect/unknown-source", message, ...suggestion(name, observed) }];
}

function unforgettable(name: string, chosen: readonly Source[], snapshot: Manifest | undefined): Problem[] {
  if (chosen.some(({ system }) => system === name)) {
    const message = `${name} cannot be forgotten and collected in one run`;
    const next = "Take it out of the config, or name the sources to read with --only.";
    return [{ code: "collect/unknown-source", message, next }];
  }
  const held = [...new Set([...Object.keys(snapshot?.sources ?? {}), ...Object.keys(snapshot?.failures ?? {})])].sort();
  if (held.includes(name)) return [];
  const whole = held.length > 0 ? `it holds ${held.join(", ")}` : "it holds nothing yet";
  const message = `the snapshot holds no system ${JSON.stringify(name)}; ${whole}`;
  return [{ code: "collect/unknown-source", message, ...suggestion(name, held) }];
}

function suggestion(name: string, known: readonly string[]): Pick<Problem, "next"> {
  const near = nearest(name, known);
  return near === undefined ? {} : { next: `Did you mean \`${near}\`?` };
}

function nothing(all: number): EntitlintError {
  return new EntitlintError({
    code: "collect/unknown-source",
    message:
      all > 0 ? "all sources of the config are declared; there is nothing to collect" : "the config has no sources",
    next: "Add the system that is observed under `sources`.",
  });
}
