import { type Severity, severities } from "../../model/severity.ts";
import type { Data } from "../data/data.ts";

/** A field of the filter language that holds text. */
export interface TextField {
  readonly names: readonly string[];
  readonly does: string;
  readonly textsOf: (data: Data, index: number) => readonly string[];
}

const orNone = (text: string | undefined) => (text === undefined || text === "" ? [] : [text]);

/** Fields whose texts are looked through. */
export const textFields: readonly TextField[] = [
  { names: ["app"], does: "the application or system", textsOf: (data, index) => [data.at(index).app] },
  { names: ["rule"], does: "the rule's id", textsOf: (data, index) => [data.at(index).rule] },
  {
    names: ["owner"],
    does: "who answers for it; `owner:none` for nobody",
    textsOf: (data, index) => orNone(data.owner(index)),
  },
  { names: ["control"], does: "a control that the rule serves", textsOf: (data, index) => data.controls(index) },
  {
    names: ["subject", "who"],
    does: "the person or machine, by id or name",
    textsOf: (data, index) => [data.at(index).subject, ...orNone(data.at(index).name)],
  },
  { names: ["object"], does: "what it is about, by id", textsOf: (data, index) => [data.at(index).object] },
  { names: ["reason"], does: "the rule's reason", textsOf: (data, index) => [data.at(index).reason] },
  {
    names: ["note"],
    does: "the note on it; `note:none` for none",
    textsOf: (data, index) => orNone(data.at(index).note),
  },
  { names: ["id"], does: "the fingerprint", textsOf: (data, index) => [data.at(index).fingerprint] },
];

export const severityNames = ["sev", "severity"] as const;

/** What `is:` can ask, of the report and of what was marked or decided just now. */
export const states = [
  "new",
  "due",
  "pre-existing",
  "introduced",
  "changed",
  "overdue",
  "graver",
  "put-off",
  "waived",
  "fixed",
  "noted",
  "marked",
  "decided",
] as const;
export type State = (typeof states)[number];

export const fieldNames: readonly string[] = ["is", ...severityNames, ...textFields.flatMap(({ names }) => names)];

/** A severity by its name or the beginning of it. */
export function severityNamed(text: string): Severity | undefined {
  const found = severities.filter((severity) => text !== "" && severity.startsWith(text.toLowerCase()));
  return found.length === 1 ? found[0] : undefined;
}
