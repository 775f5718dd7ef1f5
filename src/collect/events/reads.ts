import type { FieldReads } from "../reads.ts";

const entra = "from Microsoft Entra";
const entraOrOkta = "from Microsoft Entra and Okta";

/** The fields that some log may fill. */
export const eventsReads = {
  event: {
    fields: ["id", "channel", "txn", "op", "subject", "requestedAt", "result"],
    some: {
      okta: { only: "from Okta", fields: ["object"] },
      people: { only: entraOrOkta, fields: ["actor", "error"] },
      entra: { only: entra, fields: ["requestDigest"] },
      bodies: { only: "from Microsoft Entra and security event tokens", fields: ["responseDigest"] },
      tokens: { only: "from security event tokens", fields: ["sentAt"] },
    },
    values: {
      result: { success: true, failure: entraOrOkta, skipped: entraOrOkta, unknown: entraOrOkta },
    },
  },
  channel: {
    fields: ["id", "app", "source", "mode", "jobState", "lastEventAt", "lastSuccessAt"],
    // No log tells of its own job.
    values: { mode: { unknown: true }, jobState: { unknown: true } },
  },
} as const satisfies FieldReads;

/** What each log fills of an event besides. */
export const fieldsOf = {
  entra: ["actor", "error", "requestDigest", "responseDigest"],
  okta: ["object", "actor", "error"],
  set: ["sentAt", "responseDigest"],
} as const;
