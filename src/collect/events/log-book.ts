import { recordId } from "../../model/record-id.ts";
import type { Channel, Event } from "../../model/records/provisioning.ts";
import type { CollectContext } from "../collector.ts";
import { nameOf } from "./digest.ts";
import type { EventsOptions, KnownSystem } from "./schema.ts";
import { knownAs, type Named, type NamedChannel, type Told } from "./told.ts";

/** Makes records of what logs tell, each event once. */
export class LogBook {
  readonly #context: CollectContext;
  readonly #systems: readonly KnownSystem[];
  readonly events = new Map<string, Event>();
  readonly channels = new Map<string, Channel>();
  /** What logs call the applications that the config does not name. */
  readonly strangers = new Map<string, number>();

  constructor(context: CollectContext, { systems }: EventsOptions) {
    this.#context = context;
    this.#systems = systems;
  }

  take(told: Told): void {
    const { op, result, txn, requestedAt, sentAt, actor, error, requestDigest, responseDigest } = told;
    const channel = told.channel && this.#channel(told.channel);
    const subject = this.#subject(told.subjects);
    const object = told.object && this.#id(told.object, knownAs(told.object.system, this.#systems));
    const { system, tenant } = this.#context;
    const event = {
      id: recordId("event", system, tenant, nameOf([channel?.id, told.key, subject, op, object])),
      ...{ op, subject, requestedAt, result, txn },
      ...(channel && { channel: channel.id }),
      ...(object !== undefined && { object }),
      ...(sentAt !== undefined && { sentAt }),
      ...(actor !== undefined && {
        actor: typeof actor === "string" ? actor : this.#id(actor, knownAs(actor.system, this.#systems)),
      }),
      ...(error !== undefined && { error }),
      ...(requestDigest !== undefined && { requestDigest }),
      ...(responseDigest !== undefined && { responseDigest }),
    };
    const kept = this.events.get(event.id);
    if (!kept || isLater(event, kept)) this.events.set(event.id, event);
    if (channel) this.#seen(channel, event);
  }

  /** The first subject in a system that the config names, else the last. */
  #subject(subjects: Told["subjects"]): string {
    for (const one of subjects) {
      const known = knownAs(one.system, this.#systems);
      if (known || one.system.length === 0) return this.#id(one, known);
    }
    const [named = "unnamed"] = subjects[0].system;
    this.strangers.set(named, (this.strangers.get(named) ?? 0) + 1);
    return this.#id(subjects.at(-1) ?? subjects[0], undefined);
  }

  #id({ kind, id, system: names }: Named, known: KnownSystem | undefined): string {
    const isPerson = kind === "account" || kind === "identity";
    // A log without names of systems is its system's own, which the config may call otherwise.
    const home = known ?? (names.length === 0 ? knownAs(["*"], this.#systems) : undefined);
    const { system, tenant } = this.#context;
    return recordId((isPerson && home?.people) || kind, home?.system ?? system, home?.tenant ?? tenant, id);
  }

  #channel({ id: native, app, source }: NamedChannel): Channel {
    const { system, tenant } = this.#context;
    const id = recordId("channel", system, tenant, native);
    const made = {
      ...{ id, app: knownAs(app, this.#systems)?.system ?? app[1] ?? app[0] ?? native },
      source: knownAs(source, this.#systems)?.system ?? source[1] ?? source[0] ?? system,
      ...{ mode: "unknown" as const, jobState: "unknown" as const },
    };
    const channel = this.channels.get(id) ?? made;
    this.channels.set(id, channel);
    return channel;
  }

  #seen(channel: Channel, { requestedAt, result }: Event): void {
    if (requestedAt > (channel.lastEventAt ?? "")) channel.lastEventAt = requestedAt;
    if (result === "success" && requestedAt > (channel.lastSuccessAt ?? "")) channel.lastSuccessAt = requestedAt;
  }
}

/** Of two tellings of one event the later counts; at one time, the one that is settled. */
function isLater(event: Event, kept: Event): boolean {
  if (event.requestedAt !== kept.requestedAt) return event.requestedAt > kept.requestedAt;
  return kept.result === "pending" || kept.result === "unknown";
}
