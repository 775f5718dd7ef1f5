import * as z from "zod";
import { readInstant } from "../../mapping/read-moment.ts";
import type { EventOp, EventResult } from "../../model/provisioning-entries.ts";
import type { RecordKind } from "../../model/record-id.ts";
import { digestOf } from "./digest.ts";
import { bad, type Entry, type Named, other, type Told } from "./told.ts";

const text = z.string().nullish();
const party = z
  .looseObject({ id: text, displayName: text, identityType: text, details: z.unknown().optional() })
  .nullish();

/** One entry of Microsoft Entra's provisioning log, as Microsoft Graph gives it; `action` and `statusInfo` are older names. */
const Summary = z.looseObject({
  ...{ id: text, activityDateTime: text, jobId: text, changeId: text, provisioningAction: text, action: text },
  provisioningStatusInfo: z
    .looseObject({ status: text, errorInformation: z.looseObject({ errorCode: text }).nullish() })
    .nullish(),
  statusInfo: z.looseObject({ status: text }).nullish(),
  servicePrincipal: z.union([party, z.array(party)]),
  ...{ sourceSystem: party, targetSystem: party, sourceIdentity: party, targetIdentity: party, initiatedBy: party },
  ...{ modifiedProperties: z.unknown().optional(), provisioningSteps: z.unknown().optional() },
});
type Summary = z.output<typeof Summary>;

const ops: Readonly<Record<string, EventOp>> = {
  ...{ create: "create", update: "update", delete: "delete", disable: "disable" },
  // The account stays in the recycle bin for a while, and lets nobody in.
  stageddelete: "disable",
};
const results: Readonly<Record<string, EventResult>> = { success: "success", failure: "failure", skipped: "skipped" };
const kinds: Readonly<Record<string, { source: RecordKind; target: RecordKind }>> = {
  user: { source: "identity", target: "account" },
  group: { source: "group", target: "group" },
};

/** Reads one entry. */
export function entraEntry(item: unknown): Entry {
  const parsed = Summary.safeParse(item);
  if (!parsed.success) return bad("it is no entry of a provisioning log");
  const summary = parsed.data;
  const requestedAt = summary.activityDateTime && readInstant(summary.activityDateTime, { zone: "UTC" });
  if (!requestedAt) return bad("activityDateTime is missing, or no time");
  const txn = summary.changeId || summary.id;
  if (!txn) return bad("changeId and id are missing, so that nothing tells it from others");
  const action = (summary.provisioningAction || summary.action)?.toLowerCase() ?? "";
  const op = ops[action];
  if (!op) return other("entries of an action that is no change of an account were left out", action || "none at all");
  const type = (summary.sourceIdentity?.identityType || summary.targetIdentity?.identityType)?.toLowerCase() ?? "user";
  const kind = kinds[type];
  if (!kind) return other("entries about neither people nor groups were left out", type);
  const [subject, ...subjects] = subjectsOf(summary, kind);
  if (!subject) return bad("neither sourceIdentity nor targetIdentity has an id");
  const { result, doubt } = resultOf(summary);
  return {
    is: "event",
    ...(doubt !== undefined && { doubt }),
    told: {
      ...{ key: txn, txn, op, result, requestedAt, subjects: [subject, ...subjects] },
      channel: channelOf(summary),
      actor: summary.initiatedBy?.displayName || summary.initiatedBy?.id || undefined,
      error: summary.provisioningStatusInfo?.errorInformation?.errorCode || undefined,
      requestDigest: digestOf(summary.modifiedProperties),
      responseDigest: digestOf(summary.provisioningSteps),
    },
  };
}

function resultOf({ provisioningStatusInfo, statusInfo }: Summary): { result: EventResult; doubt?: string } {
  const status = (provisioningStatusInfo?.status || statusInfo?.status)?.toLowerCase() ?? "";
  const result = results[status];
  return result === undefined ? { result: "unknown", doubt: status || "none at all" } : { result };
}

/** Every job is one, and where none is named, every application. */
function channelOf(summary: Summary): Told["channel"] {
  const { jobId, sourceSystem, targetSystem } = summary;
  const app = [...principalNames(summary), ...namesOf(targetSystem), ...(jobId ? [jobId] : [])];
  const id = jobId || app[0];
  return id === undefined ? undefined : { id, app, source: namesOf(sourceSystem) };
}

/** The account where the application has given it an id, and whoever it is for. */
function subjectsOf(summary: Summary, kind: { source: RecordKind; target: RecordKind }): Named[] {
  const { targetIdentity, sourceIdentity, targetSystem, sourceSystem } = summary;
  const target = targetIdentity?.id
    ? [{ kind: kind.target, system: [...namesOf(targetSystem), ...principalNames(summary)], id: targetIdentity.id }]
    : [];
  const source = sourceIdentity?.id
    ? [{ kind: kind.source, system: namesOf(sourceSystem), id: sourceIdentity.id }]
    : [];
  return [...target, ...source];
}

function principalNames({ servicePrincipal }: Summary): string[] {
  return [servicePrincipal].flat().flatMap((one) => namesOf(one));
}

function namesOf(one: Summary["sourceSystem"]): string[] {
  return [one?.id, one?.displayName].flatMap((name) => (name ? [name] : []));
}
