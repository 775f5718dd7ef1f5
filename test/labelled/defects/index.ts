import type { Defect } from "../defect.ts";
import { applications } from "./applications.ts";
import { groups } from "./groups.ts";
import { keys } from "./keys.ts";
import { leavers } from "./leavers.ts";
import { machines } from "./machines.ts";
import { movers } from "./movers.ts";
import { orphans } from "./orphans.ts";
import { privileged } from "./privileged.ts";
import { returners } from "./returners.ts";
import { reviews } from "./reviews.ts";
import { tenants } from "./tenants.ts";
import { waivers } from "./waivers.ts";

export const defects: readonly Defect[] = [
  ...leavers,
  ...movers,
  ...orphans,
  ...groups,
  ...machines,
  ...keys,
  ...privileged,
  ...applications,
  ...reviews,
  ...tenants,
  ...waivers,
  ...returners,
];
