import type { RecordKind } from "../../src/model/record-id.ts";

/** A record as tests name it: kind, system, and what the made-up company calls it; `nhi` is the registry's. */
export interface Named {
  readonly kind: RecordKind | "nhi";
  readonly system: string;
  readonly name: string;
  /** What is named below it. */
  readonly part?: Named | string;
}

/** Something that is wrong in the company: the finding that has to be made of it, and a twin of which none is. */
export interface Case {
  readonly rule: string;
  readonly reason: string;
  /** The system that the finding is counted in. */
  readonly app: string;
  /** What it is about: the account of a finding about a grant, else the object. */
  readonly about: Named;
  readonly twin: Named;
  /** The system that knows the owners, where it is about owners. */
  readonly owners?: string;
}

export const about = (kind: Named["kind"], system: string, name: string): Named => ({ kind, system, name });
export const account = (name: string, system = "app") => about("account", system, name);
export const identity = (name: string, system = "dir") => about("identity", system, name);
/** Somebody by the number that HR has, and a part of them. */
const part = (number: string, below: Named | string): Named => ({ ...identity(number, "hr"), part: below });
const registered = (name: string) => about("nhi", "app", name);

/** Whom a birthright role gives something where they have no account. */
export const unaccounted = part("E131", about("entitlement", "app", "admin"));

/** What is planted in `company.ts`. */
export const cases: readonly Case[] = [
  ...planted("expired-still-active", identity("ana"), { identity: [identity("ivy")] }),
  ...planted("expired-still-active", account("ana", "dir"), { account: [account("ivy", "dir")] }),
  ...planted("expired-still-active", account("ana"), { account: [account("ace")] }),
  ...planted("expired-still-active", registered("sound"), { registry: [registered("lapsed")] }),
  ...planted("expired-still-active", about("grant", "app", "ana:member"), {
    grant: [about("grant", "app", "gil:lent")],
  }),
  ...planted("expired-still-active", about("membership", "app", "crew:ana"), {
    membership: [about("membership", "app", "crew:mia")],
  }),
  ...planted("expired-still-active", about("credential", "app", "of-ana"), {
    credential: [about("credential", "app", "of-kit")],
  }),
  ...planted("grant-no-active-record", account("ana"), {
    inactive: [account("ben"), account("dan")],
    deleted: [account("eve")],
    none: [account("joe"), account("odd"), account("bot")],
  }),
  ...planted("grant-no-active-record", account("ana", "dir"), {
    inactive: [account("ben", "dir")],
    deleted: [account("fay", "dir")],
  }),
  ...planted("identity-unclassified", account("ana"), { account: [account("odd")] }),
  ...planted("identity-unclassified", identity("kim"), { identity: [identity("pat")] }),
  ...planted("leaver-account-enabled", account("ana"), {
    inactive: [account("ben"), account("dan")],
    deleted: [account("eve")],
  }),
  ...planted("leaver-grant-residual", account("ana"), {
    disabled: [account("ida")],
    inactive: [account("hal")],
    deleted: [account("gus")],
  }),
  ...planted("leaver-grant-residual", account("ana", "dir"), {
    disabled: [account("ina", "dir")],
    inactive: [account("hal", "dir"), account("dan", "dir")],
    deleted: [account("gwen", "dir")],
  }),
  ...planted("leaver-hr-directory-lag", identity("ana"), { inactive: [identity("ben")], deleted: [identity("fay")] }),
  ...planted("nhi-no-expiry", identity("rola"), { identity: [identity("robo")] }),
  ...planted("nhi-no-expiry", registered("sound"), { identity: [registered("ripe")] }),
  ...planted("nhi-no-expiry", about("credential", "app", "of-sound"), {
    credential: [about("credential", "app", "of-keyed")],
  }),
  ...planted("nhi-no-owner", identity("rola"), { none: [identity("robo")] }),
  ...planted("nhi-no-owner", registered("sound"), { proposed: [registered("fresh")], undecided: [registered("ripe")] }),
  ...planted("nhi-owner-inactive", identity("rola"), {
    inactive: [identity("orla")],
    empty: [identity("olga")],
    unresolved: [identity("ulla")],
  }),
  ...planted("nhi-owner-inactive", registered("sound"), {
    inactive: [registered("left")],
    empty: [registered("haunted")],
    unresolved: [registered("lost")],
  }),
  ...planted("nhi-owner-inactive", registered("sound"), { empty: [registered("idler")] }, "app"),
  ...planted("nhi-unregistered", account("sound"), { unregistered: [account("bot")] }),
  ...planted("orphan-account", account("ana"), { app: [account("joe")] }),
  ...planted("orphan-account", identity("ana"), { directory: [identity("kim")] }),
  ...planted("orphan-disputed-match", account("ana"), {
    disputed: [account("lee"), account("duo")],
    weak: [account("nold")],
  }),
  ...planted("orphan-disputed-match", identity("ana"), { directory: [identity("max")] }),
  ...planted("orphan-duplicate-account", account("rex"), { several: [account("rex-b")] }),
  ...planted("orphan-duplicate-account", account("roy", "dir"), { several: [account("roy-b", "dir")] }),
  ...planted("orphan-link-mismatch", account("ana"), {
    "recycled-name": [account("kai")],
    "deleted-key": [account("lia")],
    "older-account": [account("ned")],
  }),
  ...planted("group-policy-drift", account("gia"), { extra: [account("lou"), account("moe"), account("neo")] }),
  ...planted("group-policy-drift", account("gia", "dir"), {
    extra: [account("lou", "dir"), account("mip", "dir"), account("neo", "dir")],
  }),
  ...inSystem("app", planted("group-policy-drift", account("gia"), { missing: [part("E87", guildOf("app"))] })),
  ...inSystem("dir", planted("group-policy-drift", identity("gia"), { missing: [part("E87", guildOf("dir"))] })),
  ...planted("joiner-timing", account("ana"), { early: [account("jan")] }),
  ...planted("joiner-timing", account("ana", "dir"), { early: [account("jan", "dir")] }),
  ...inSystem("app", planted("joiner-timing", account("ana"), { missing: [unaccounted] })),
  ...planted("joiner-out-of-band", account("gia"), { "out-of-band": [account("per")] }),
  ...planted("sso-bypass-login", account("ana"), { "local-login": [account("pit")] }),
  ...planted("leave-access-active", account("ana"), { "on-leave": [account("liv")] }),
  ...planted("leave-access-active", account("ana", "dir"), { "on-leave": [account("liv", "dir")] }),
  ...planted("external-guest-ungoverned", account("vip", "dir"), {
    ...{ "no-end": [account("vag", "dir")], "far-end": [account("vor", "dir")] },
    ...{ "no-sponsor": [account("von", "dir")], "sponsor-inactive": [account("vex", "dir")] },
  }),
  ...planted("mover-attribute-drift", identity("ana"), {
    differs: ["roy-b", "duo-a", "duo-b"].map((name) => ({ ...identity(name), part: "userName" })),
  }),
  ...planted("mover-attribute-drift", account("ana"), { advisory: [{ ...account("rex-b"), part: "userName" }] }),
  ...planted("joiner-excess-access", account("abe"), { excess: [account("neo")] }),
  ...planted("joiner-excess-access", account("abe", "dir"), { excess: [account("neo", "dir")] }),
  ...planted("mover-residual-grant", account("abe"), { residual: [account("moe")] }),
  ...planted("mover-residual-grant", account("abe", "dir"), { residual: [account("mip", "dir")] }),
  ...inSystem("app", planted("mover-residual-grant", account("abe"), { accumulation: [identity("E83", "hr")] })),
  ...inSystem("dir", planted("mover-residual-grant", identity("abe"), { accumulation: [identity("E84", "hr")] })),
  ...inSystem("app", planted("sod-conflict", account("abe"), { held: [part("E85", "app-apart")] })),
  ...inSystem("dir", planted("sod-conflict", identity("abe"), { held: [part("E85", "dir-apart")] })),
  ...inSystem("app", planted("sod-conflict", account("abe"), { declared: [part("E86", "app-apart")] })),
  ...inSystem("dir", planted("sod-conflict", identity("abe"), { declared: [part("E86", "dir-apart")] })),
  ...planted("scim-gap-local-override", account("gia"), { manual: [account("hob")] }),
  ...planted("reactivation-unapproved", account("abe"), { account: [account("wil")] }),
  ...planted("reactivation-unapproved", identity("abe"), { identity: [identity("zed")] }),
  ...planted("reactivation-unapproved", about("credential", "app", "of-sound"), {
    credential: [about("credential", "app", "of-abe")],
  }),
  ...inSystem(
    "app",
    planted("grant-no-active-record", account("ana"), {
      declared: [part("E40", about("entitlement", "app", "admin"))],
    }),
  ),
  ...inSystem("dir", planted("grant-no-active-record", identity("ana"), { declared: [part("E40", guildOf("dir"))] })),
  ...planted("nhi-no-owner", registered("sound"), { given: [registered("gift")] }),
  ...planted("nhi-no-expiry", registered("sound"), { identity: [registered("gift")] }),
];

function guildOf(system: string): Named {
  return { kind: "group", system, name: "guild" };
}

/** Cases about somebody of another system. */
function inSystem(app: string, all: readonly Case[]): Case[] {
  return all.map((one) => ({ ...one, app }));
}

/** Cases of one rule that have one twin, by reason. */
export function planted(
  rule: string,
  twin: Named,
  byReason: Readonly<Record<string, readonly Named[]>>,
  owners = "dir",
): Case[] {
  return Object.entries(byReason).flatMap(([reason, found]) =>
    found.map((one) => ({ rule, reason, app: one.system, about: one, twin, owners })),
  );
}

/** What no rule can decide: whose the accounts are over which keys disagree. */
export const undecided: readonly Named[] = ["lee", "duo", "nold"].map((name) => account(name));
