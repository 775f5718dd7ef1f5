import * as z from "zod";
import { DeclaredAt } from "./declared/entries.ts";
import { Owner } from "./owner.ts";
import { Instant } from "./time.ts";

/** Somebody or something that is named, resolved as an owner is. */
export const Party = Owner.omit({ source: true });

/** What `access/breakglass.yaml` says of an account. */
export const BreakGlassEntry = z.strictObject({
  custodians: z.array(Party),
  /** The last second of the day on which somebody last tried it. */
  testedAt: Instant,
  /** Rules that leave the account alone. */
  allow: z.array(z.string()),
  declared: DeclaredAt,
});
export type BreakGlassEntry = z.infer<typeof BreakGlassEntry>;
