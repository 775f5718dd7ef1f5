import { eachLine, lineText } from "../../../load/lines.ts";
import { parseRecord } from "../../../load/rows.ts";
import type { Event } from "../../../model/records/provisioning.ts";
import type { JoinedEstate, Unregistered } from "./find-unregistered.ts";

/** Somebody whom a log names. */
interface Actor {
  readonly name: string;
  readonly system: string;
}

/** Who did what to machines and their keys, as the events that were read tell. */
export interface Actors {
  /** Who created the records of a machine. */
  creators(machine: Unregistered): readonly Actor[];
  /** Who made or changed a key, and when. */
  keyMakers(credential: string): readonly { readonly name: string; readonly at: string }[];
}

/** Reads the events about the machines given; of millions of others nothing is kept. */
export function readActors(machines: readonly Unregistered[], { estate }: JoinedEstate): Actors {
  const { principals, credentials } = estate;
  const idsOf = ({ ids, identities }: Unregistered) => [
    ...ids,
    ...identities.flatMap((number) => principals.identities[number]?.id ?? []),
  ];
  const wanted = new Set(
    machines.flatMap((machine) => [
      ...idsOf(machine),
      ...machine.credentials.flatMap((number) => credentials[number]?.id ?? []),
    ]),
  );
  const events = eventsAbout(wanted, estate);
  return {
    creators: (machine) =>
      idsOf(machine).flatMap((id) =>
        (events.get(id) ?? [])
          .filter(({ event }) => event.op === "create")
          .map(({ event, system }) => ({ name: event.actor ?? "", system })),
      ),
    keyMakers: (credential) =>
      (events.get(credential) ?? [])
        .filter(({ event }) => event.op === "create" || event.op === "update")
        .map(({ event }) => ({ name: event.actor ?? "", at: event.requestedAt })),
  };
}

interface Told {
  readonly event: Event;
  readonly system: string;
}

function eventsAbout(wanted: ReadonlySet<string>, { systems }: JoinedEstate["estate"]): Map<string, Told[]> {
  const found = new Map<string, Told[]>();
  for (const { system, lines } of systems) {
    for (const { bytes } of lines.event ?? []) {
      eachLine(bytes, (start, end) => {
        const event = parseRecord<Event>(lineText(bytes, start, end));
        if (!event?.actor || event.result === "failure" || !wanted.has(event.subject)) return;
        found.set(event.subject, [...(found.get(event.subject) ?? []), { event, system }]);
      });
    }
  }
  return found;
}
