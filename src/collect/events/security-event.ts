import * as z from "zod";
import { instantOf } from "../../model/instant-of.ts";
import type { EventOp } from "../../model/provisioning-entries.ts";
import { ownValue } from "../../own-value.ts";
import { digestOf } from "./digest.ts";
import { bad, type Entry, type Named, other } from "./told.ts";

const text = z.string().nullish();
const Subject = z.looseObject({
  format: text,
  subject_type: text,
  uri: text,
  sub: text,
  iss: text,
  id: text,
  email: text,
});
type Subject = z.output<typeof Subject>;

/** The claims of a security event token (RFC 8417), as SCIM (RFC 9967), CAEP and RISC use it. */
const Claims = z.looseObject({
  ...{ iss: text, jti: text, txn: text, iat: z.number().nullish(), toe: z.number().nullish() },
  aud: z.union([z.string(), z.array(z.string())]).nullish(),
  sub_id: z.looseObject({ ...Subject.shape, user: Subject.nullish() }).nullish(),
  events: z.record(z.string(), z.looseObject({ event_timestamp: z.number().nullish(), subject: Subject.nullish() })),
});
type Claims = z.output<typeof Claims>;

const scim = "urn:ietf:params:scim:event:";
const risc = "https://schemas.openid.net/secevent/risc/event-type/";
const ops: Readonly<Record<string, EventOp>> = {
  [`${scim}prov:create:full`]: "create",
  [`${scim}prov:create:notice`]: "create",
  [`${scim}prov:put:full`]: "update",
  [`${scim}prov:put:notice`]: "update",
  [`${scim}prov:patch:full`]: "update",
  [`${scim}prov:patch:notice`]: "update",
  [`${scim}prov:delete`]: "delete",
  [`${scim}prov:activate`]: "enable",
  [`${scim}prov:deactivate`]: "disable",
  [`${risc}account-disabled`]: "disable",
  [`${risc}account-enabled`]: "enable",
  [`${risc}account-purged`]: "delete",
};

/** Drafts of RFC 9967 wrote some letters larger. */
const opOf = (uri: string): EventOp | undefined => ownValue(ops, uri) ?? ownValue(ops, uri.toLowerCase());

/** Reads the claims of one token; each of its events is an entry. */
export function securityEvents(item: unknown): Entry[] {
  const parsed = Claims.safeParse(item);
  if (!parsed.success)
    return [bad("these are no claims of a security event token: events is missing, or a claim is of a wrong type")];
  const claims = parsed.data;
  const events = Object.entries(claims.events);
  if (events.length === 0) return [bad("events is empty")];
  return events.map(([uri, payload]) => entryOf(uri, payload, claims));
}

function entryOf(uri: string, payload: Claims["events"][string], claims: Claims): Entry {
  const op = opOf(uri);
  if (!op) return other("tokens about something else than the life of an account were left out", uri);
  const { iss, jti, txn } = claims;
  if (!iss || !jti) return bad("iss or jti is missing");
  const issued = timeOf(claims.iat);
  const requestedAt = timeOf(claims.toe) ?? timeOf(payload.event_timestamp) ?? issued;
  if (requestedAt === undefined) return bad("toe, event_timestamp and iat are missing, or no times");
  const subject = subjectOf(claims.sub_id?.user ?? claims.sub_id ?? payload.subject, iss);
  if (!subject) return bad("sub_id is missing, or has none of uri, sub, id and email");
  return {
    is: "event",
    told: {
      ...{ key: txn || jti, txn: txn || jti, op, result: "success", requestedAt, subjects: [subject] },
      channel: { id: iss, app: [iss, ...[claims.aud ?? []].flat()], source: [] },
      ...(issued !== undefined && issued !== requestedAt && { sentAt: issued }),
      responseDigest: digestOf(payload),
    },
  };
}

/** Seconds since 1970; some write milliseconds, which would be after the year 5000. */
function timeOf(value: number | null | undefined): string | undefined {
  if (value === undefined || value === null || value < 0) return undefined;
  const date = new Date(value > 1e11 ? value : value * 1000);
  return Number.isNaN(date.getTime()) ? undefined : instantOf(date);
}

function subjectOf(subject: Subject | null | undefined, iss: string): Named | undefined {
  if (!subject) return undefined;
  const system = [...(subject.iss ? [subject.iss] : []), iss];
  const [, list, id] = /^.*\/(Users|Groups)\/([^/]+)$/u.exec(subject.uri ?? "") ?? [];
  if (id !== undefined) return { kind: list === "Groups" ? "group" : "account", system, id };
  const name = subject.sub || subject.id || subject.email || subject.uri;
  return name ? { kind: "account", system, id: name } : undefined;
}
