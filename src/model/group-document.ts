import * as z from "zod";
import { Owner } from "./owner.ts";
import { LifecycleStatus } from "./records/common.ts";
import { Group } from "./records/group.ts";
import { Instant } from "./time.ts";

/** A membership that somebody made by hand, in a group that a directory fills. */
export const HandMembership = z.strictObject({
  id: z.string(),
  member: z.string(),
  addedAt: Instant.optional(),
  addedBy: z.string().optional(),
  /** The member is for emergencies. */
  breakGlass: z.literal(true).optional(),
});
export type HandMembership = z.infer<typeof HandMembership>;

/** Somebody who is in one of two groups that are to be the same. */
export const Differing = z.strictObject({
  /** The subject. */
  id: z.string(),
  /** Their own membership of the group they are in, where that is this one. */
  membership: z.string().optional(),
  /** Their account in the application, and how it stands. */
  account: z.string().optional(),
  status: LifecycleStatus.optional(),
  /** Since when they are in the group they are in, where the system tells. */
  since: Instant.optional(),
  /** In that group by another group that is in it, and in no other way. */
  nested: z.literal(true).optional(),
  breakGlass: z.literal(true).optional(),
});
export type Differing = z.infer<typeof Differing>;

/** A directory's group that fills this one, with everybody who is in one of the two alone. Lists hold at most fifty. */
export const Filling = z.strictObject({
  group: z.string(),
  /** What is known of the directory's group: `gone` where its system was read, and it is not there. */
  state: z.enum(["there", "gone", "unread"]),
  system: z.string(),
  name: z.string().optional(),
  /** Who is in it follows from a rule. */
  byRule: z.literal(true).optional(),
  /** How many people and machines are in it, nested groups included. */
  members: z.int(),
  /** In this group and not in the directory's. */
  extra: z.array(Differing),
  /** In the directory's group, with an account in this system, and not in this group. */
  missing: z.array(Differing),
  /** How many of both the lists leave out. */
  left: z.int(),
  /** Accounts in this group of which nobody can say whose they are. */
  unsettled: z.int(),
});
export type Filling = z.infer<typeof Filling>;

/** One group, or one that grants name and that does not exist. */
export const GroupDocument = z.strictObject({
  id: z.string(),
  scope: z.literal("group"),
  /** The system in which it is counted: its own, else that of the first grant to it. */
  home: z.string(),
  /** Absent where there is none. */
  record: Group.optional(),
  observedAt: Instant,
  /** No record has this id, though its system was read; `outside`: nothing was read of its system. */
  gone: z.literal(true).optional(),
  outside: z.literal(true).optional(),
  /** Resolved; absent where the source does not tell owners of groups. */
  owners: z.array(Owner).optional(),
  /** `people` are people, machines and accounts of nobody, each once; `depth` is how many groups lie below each other. */
  members: z.strictObject({ direct: z.int(), groups: z.int(), people: z.int(), depth: z.int() }),
  /** Invitations that nobody has accepted yet. */
  invited: z.int().optional(),
  /** What it is granted itself; at most twenty names, those of privileged entitlements first. */
  grants: z
    .strictObject({ count: z.int(), privileged: z.int(), names: z.array(z.string()), systems: z.array(z.string()) })
    .optional(),
  filledBy: z.array(Filling).optional(),
  /** At most fifty; `byHandCount` counts all. */
  byHand: z.array(HandMembership).optional(),
  byHandCount: z.int().optional(),
  /** Of a group that a directory fills: memberships of which the system does not tell how they came. */
  untold: z.int().optional(),
  /** It gives its members something privileged, by the groups it is in too. */
  privileged: z.literal(true).optional(),
});
export type GroupDocument = z.infer<typeof GroupDocument>;
