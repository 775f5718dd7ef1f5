import type { Collector } from "../collector.ts";
import { eventsReads } from "./reads.ts";
import { EventsOptions } from "./schema.ts";

const version = 1;

/** Reads logs of what provisioning did. */
export const eventsCollector: Collector = {
  name: "events",
  title: "Logs of provisioning",
  description:
    "Reads exported logs of what provisioning did: Microsoft Entra's provisioning log, Okta's System Log, and security event tokens of SCIM, CAEP and RISC.",
  version,
  options: EventsOptions,
  kinds: ["event", "channel"],
  reads: eventsReads,
  modes: [
    {
      name: "exported",
      note: "The files are exports of a log, dated by their time of export. Files that overlap give each event once.",
    },
  ],
  rights: [
    {
      name: "read the files",
      note: "Without it the source cannot be read, and its earlier records stay as they were.",
    },
  ],
  oneSubject: {
    how: "It cannot be read: an export is one file for everybody, made before now. `entitlint collect --only` reads a new one.",
  },
  async collect(context, options: EventsOptions) {
    const { collectEvents } = await import("./collect-events.ts");
    return await collectEvents(context, options, { name: "events", version });
  },
};
