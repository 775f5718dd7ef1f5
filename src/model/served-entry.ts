import * as z from "zod";
import { Owner } from "./owner.ts";

/** What a machine is part of (`parent`) or there for (`purpose`), with how that stands. */
export const ServedEntry = Owner.omit({ source: true }).extend({ as: z.enum(["parent", "purpose"]) });
export type ServedEntry = z.infer<typeof ServedEntry>;
