import * as z from "zod";
import { readInstant } from "../../mapping/read-moment.ts";
import type { EventOp, EventResult } from "../../model/provisioning-entries.ts";
import { bad, type Entry, type Named, other, type Told } from "./told.ts";

const text = z.string().nullish();
const Party = z.looseObject({ id: text, type: text, alternateId: text, displayName: text });
type Party = z.output<typeof Party>;

/** One entry of Okta's System Log. */
const LogEvent = z.looseObject({
  ...{ uuid: text, published: text, eventType: z.string(), actor: Party.nullish() },
  outcome: z.looseObject({ result: text, reason: text }).nullish(),
  target: z.array(Party).nullish(),
  transaction: z.looseObject({ id: text }).nullish(),
});
type LogEvent = z.output<typeof LogEvent>;

/** What is changed by an event type, and by what it is changed: an application, or Okta itself. */
interface Change {
  readonly op: EventOp;
  /** The type of target that is given or taken. */
  readonly object?: "UserGroup" | "AppInstance" | "ROLE";
  readonly byChannel?: true;
}

const pushed = (op: EventOp): Change => ({ op, byChannel: true });
const changes: Readonly<Record<string, Change>> = {
  "user.lifecycle.create": { op: "create" },
  "user.lifecycle.activate": { op: "enable" },
  "user.lifecycle.reactivate": { op: "enable" },
  "user.lifecycle.unsuspend": { op: "enable" },
  "user.lifecycle.suspend": { op: "disable" },
  "user.lifecycle.deactivate": { op: "disable" },
  "user.lifecycle.delete.completed": { op: "delete" },
  "user.account.update_profile": { op: "update" },
  "user.account.privilege.grant": { op: "grant", object: "ROLE" },
  "user.account.privilege.revoke": { op: "revoke", object: "ROLE" },
  "group.user_membership.add": { op: "member-add", object: "UserGroup" },
  "group.user_membership.remove": { op: "member-remove", object: "UserGroup" },
  "application.user_membership.add": { op: "grant", object: "AppInstance" },
  "application.user_membership.remove": { op: "revoke", object: "AppInstance" },
  "application.user_membership.update": { op: "update" },
  "application.provision.user.push": pushed("create"),
  "application.provision.user.push_profile": pushed("update"),
  "application.provision.user.sync": pushed("update"),
  "application.provision.user.activate": pushed("enable"),
  "application.provision.user.reactivate": pushed("enable"),
  "application.provision.user.deactivate": pushed("disable"),
  "application.provision.user.deprovision": pushed("disable"),
};

const results: Readonly<Record<string, EventResult>> = {
  ...{ SUCCESS: "success", ALLOW: "success", FAILURE: "failure", DENY: "failure", SKIPPED: "skipped" },
};
const kindOf = { UserGroup: "group", AppInstance: "entitlement", ROLE: "entitlement" } as const;

/** Families of which every event changes somebody, so that one that is not known is worth a word of its own. */
const family = /^(?:user\.lifecycle|group\.user_membership|application\.(?:user_membership|provision\.user))\./;

/** Reads one entry. */
export function oktaEntry(item: unknown): Entry {
  const parsed = LogEvent.safeParse(item);
  if (!parsed.success) return bad("it is no entry of a System Log: eventType is missing, or no text");
  const event = parsed.data;
  const { eventType, uuid } = event;
  const change = changes[eventType];
  if (!change)
    return other(
      family.test(eventType)
        ? "entries of a sort that is not known here were left out, though they may change access"
        : "entries that change nobody's access were left out",
      eventType,
    );
  const requestedAt = event.published && readInstant(event.published, { zone: "UTC" });
  if (!requestedAt) return bad("published is missing, or no time");
  if (!uuid) return bad("uuid is missing");
  const user = targetOf(event, "User") ?? targetOf(event, "AppUser");
  if (!user?.id) return bad("no target of it is a user");
  const result = results[event.outcome?.result ?? ""] ?? "unknown";
  const object = change.object && targetOf(event, change.object);
  return {
    is: "event",
    ...(result === "unknown" && { doubt: event.outcome?.result ?? "none at all" }),
    told: {
      ...{ key: uuid, txn: event.transaction?.id || uuid, op: change.op, result, requestedAt },
      subjects: [{ kind: "identity", system: [], id: user.id }],
      object: object?.id && change.object ? { kind: kindOf[change.object], system: [], id: object.id } : undefined,
      channel: change.byChannel ? channelOf(event) : undefined,
      actor: actorOf(event.actor),
      error: result === "failure" ? event.outcome?.reason || undefined : undefined,
    },
  };
}

function targetOf({ target }: LogEvent, type: string): Party | undefined {
  return target?.find((one) => one.type === type);
}

function channelOf(event: LogEvent): Told["channel"] {
  const app = targetOf(event, "AppInstance");
  const names = [app?.id, app?.displayName, app?.alternateId].flatMap((name) => (name ? [name] : []));
  const [id] = names;
  return id === undefined ? undefined : { id, app: names, source: [] };
}

function actorOf(actor: Party | null | undefined): string | Named | undefined {
  if (!actor) return undefined;
  if (actor.type === "User" && actor.id) return { kind: "identity", system: [], id: actor.id };
  return actor.alternateId || actor.displayName || actor.id || undefined;
}
