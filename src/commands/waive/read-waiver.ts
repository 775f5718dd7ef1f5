import { objectKinds } from "../../access/reference.ts";
import { GivenOptions } from "../decisions/given-options.ts";
import type { WaiveOptions } from "./options.ts";

/** A waiver as it is to be written. */
export interface WantedWaiver {
  readonly id: string;
  readonly rule: string;
  readonly object: string;
  /** Set where the object is a pattern. */
  readonly maxMatches?: number | undefined;
  readonly kind: "accepted-risk" | "false-positive";
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly created: string;
  readonly until: string;
  readonly control?: string | undefined;
  readonly ticket?: string | undefined;
}

/** What was typed, with everything that is missing or wrong told at once. @throws EntitlintError */
export function readWaiver(
  options: WaiveOptions,
  { asked, object }: { readonly asked: string; readonly object: string | undefined },
): Omit<WantedWaiver, "id" | "rule" | "object" | "created"> {
  const read = new GivenOptions();
  read.text("the finding", asked, "a fingerprint, or a rule and its object");
  const owner = read.reference(
    "--owner",
    options.owner,
    ["person", "group"],
    "person:<e-mail or id> or group:<system>/<name>",
  );
  const approver = read.reference("--approver", options.approver, ["person"], "person:<e-mail or id>");
  const reason = read.text("--reason", options.reason, "a sentence that says why it may stand");
  const until = read.date("--until", options.until, "the last day on which it holds");
  const kind = read.oneOf("--kind", options.kind, ["accepted-risk", "false-positive"]);
  const maxMatches = read.count("--max-matches", options.maxMatches);
  if (options.control !== undefined) read.text("--control", options.control, "what is done instead");
  if (options.ticket !== undefined) read.text("--ticket", options.ticket, "where it was discussed");
  if (options.id !== undefined) read.text("--id", options.id, "a name that no waiver has");
  if (object !== undefined && maxMatches === undefined)
    read.reference("the object", object, objectKinds, "an id as reports name it, or a pattern with --max-matches");
  read.settle();
  const { control, ticket } = options;
  return { owner, approver, reason, until, kind: kind ?? "accepted-risk", maxMatches, control, ticket };
}
