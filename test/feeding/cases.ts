import type { RecordKind } from "../../src/model/record-id.ts";
import { guestAtSide } from "./rights.ts";

/**
 * A record as tests name it: kind, system, and what the made-up company calls it; `nhi` is the registry's. An application or
 * a system as a whole has no name of its own.
 */
export interface Named {
  readonly kind: RecordKind | "nhi" | "app" | "system";
  readonly system: string;
  readonly name: string;
  /** The tenant it lies in, where that is not the usual one. */
  readonly tenant?: string;
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
const key = (name: string) => about("credential", "app", name);
/** Somebody by the number that HR has, and a part of them. */
const part = (number: string, below: Named | string): Named => ({ ...identity(number, "hr"), part: below });
/** Somebody's account in another tenant of a system, as the company calls it. */
export const guest = (system = "app"): Named => ({ ...account(guestAtSide, system), tenant: "side" });
const registered = (name: string) => about("nhi", "app", name);
const credential = (name: string) => about("credential", "app", name);

/** Whom a birthright role gives something where they have no account. */
export const unaccounted = part("E131", about("entitlement", "app", "admin"));

/** What is planted in `company.ts`. */
export const cases: readonly Case[] = [
  ...planted("leaver-credential-active", key("of-ana"), {
    ...{
      inactive: [key("of-ben")],
      deleted: [key("of-eve")],
      dormant: [key("of-hal")],
      owner: [account("bot")],
      maker: [key("lone")],
    },
  }),
  ...planted("leaver-used-after-revocation", account("ana"), {
    ...{ inactive: [account("ben")], key: [key("of-ben")], disabled: [account("ida")] },
  }),
  ...planted("leaver-used-after-revocation", identity("ana"), { inactive: [identity("ben")] }),
  ...planted("nhi-stale", account("sound"), { unused: [account("dusty")], "never-used": [account("moldy")] }),
  ...planted("nhi-stale", identity("rola"), { unused: [identity("moss")], "never-used": [identity("mint")] }),
  ...planted("nhi-stale", key("of-ana"), { "key-unused": [key("of-gil")], "key-never-used": [key("of-mia")] }),
  ...planted("nhi-rotation-overdue", key("of-sound"), { overdue: [key("of-old")] }),
  ...planted("nhi-expiry-too-far", key("of-sound"), { credential: [key("of-long")] }),
  ...planted("nhi-expiry-too-far", identity("rola"), { identity: [identity("aeon")] }),
  ...planted("nhi-expiry-too-far", registered("sound"), { identity: [registered("eternal")] }),
  ...planted("nhi-weak-credential", key("t-main"), {
    ...{ "wildcard-trust": [key("t-all")], "open-trust": [key("t-open")], password: [key("p-busy")] },
  }),
  ...planted("nhi-weak-credential", key("of-ana"), {
    "static-key": ["keyed", "sound", "bot", "old", "long", "many", "both", "wide", "desk"].map((name) =>
      key(`of-${name}`),
    ),
  }),
  ...planted("nhi-weak-credential", key("of-ana"), { "static-key": [key("twin-a"), key("twin-b")] }),
  ...planted("nhi-agent-tool-residual", account("xena", "dir"), {
    agent: [account("zeta", "dir")],
    backer: [account("yota", "dir")],
  }),
  ...planted("nhi-agent-tool-residual", account("sound"), { backer: [account("proxy")] }),
  ...planted("nhi-shared-workloads", key("of-sound"), {
    workloads: [key("of-many")],
    "same-key": [key("twin-a"), key("twin-b")],
  }),
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
    inactive: [account("hal", "dir"), account("dan", "dir"), account("zeta", "dir")],
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
  ...planted("sso-bypass-login", account("ana"), { "local-login": ["pit", "eni", "wek"].map((name) => account(name)) }),
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
  ...planted("recert-overdue", account("ana"), { overdue: [account("mia")], never: [account("moldy")] }),
  ...planted("recert-overdue", account("ana", "dir"), { overdue: [account("mia", "dir")] }),
  ...planted("recert-overdue", identity("rola"), { "owner-changed": [identity("vera")] }),
  ...planted("recert-revoke-not-executed", account("ana"), {
    ...{ account: [account("val")], grant: [account("sue")], credential: [key("of-val")] },
  }),
  ...planted("recert-revoke-not-executed", account("ana", "dir"), {
    ...{ account: [account("val", "dir")], grant: [account("sid", "dir")] },
  }),
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
  ...planted("group-app-drift", account("gia"), { extra: [account("moe")] }),
  ...planted("group-app-drift", guildOf("app"), { missing: [about("group", "app", "band")] }),
  ...planted("group-nested-unpropagated", guildOf("app"), { nested: [about("group", "app", "band")] }),
  ...planted("group-local-managed", account("gia"), { "by-hand": [account("abe")] }),
  ...planted("group-orphaned-grant", about("group", "app", "crew"), {
    gone: [about("group", "app", "wreck")],
    empty: [about("group", "app", "husk")],
    ownerless: [about("group", "app", "mob")],
  }),
  ...planted("priv-admin-count", account("ana"), { "out-of-range": [about("entitlement", "app", "admin")] }),
  ...planted("scim-gap-uncovered-object", whole("dir"), {
    uncovered: [whole("app", "role"), whole("app", "workspace"), whole("app", "tool")],
  }),
  ...planted("scim-gap-nested-residue", account("sue"), { residue: [account("val")] }),
  ...planted("nhi-no-expiry", registered("sound"), { identity: [registered("gift")] }),

  ...planted("priv-standing-admin", account("tia"), {
    standing: ["abe", "moe", "neo", "nold", "sid", "eni", "wek", "day"].map((name) => account(name)),
  }),
  ...planted("priv-no-mfa", account("tia"), {
    ...{ none: [account("eni")], weak: [account("wek")], "daily-account": [account("day")] },
  }),
  ...planted("nhi-shared-environments", registered("sound"), {
    ...{ access: [registered("both")], declared: [registered("stray")] },
  }),
  ...planted("nhi-shared-environments", credential("of-sound"), { credential: [credential("of-both")] }),
  ...planted("nhi-overprivileged", account("sound"), { privileged: [account("mighty")] }),
  ...planted("nhi-overprivileged", credential("of-sound"), { wildcard: [credential("of-wide")] }),
  ...planted("group-policy-drift", account("gia"), { extra: [account("mighty")] }),
  ...planted("nhi-human-use", account("sound"), { interactive: [account("talky")], mfa: [account("phony")] }),
  ...planted("nhi-human-use", credential("of-ana"), { "personal-key": [credential("of-pia")] }),
  ...planted("nhi-purpose-ended", identity("rola"), {
    ended: [identity("tail"), identity("yota")],
    missing: [identity("void")],
  }),
  ...planted("breakglass-noncompliant", account("good"), {
    ...inEach("app"),
    ...{ undeclared: [account("tom")], "no-mfa": [account("glen")], dependent: [account("gwyn")] },
    used: [account("guy")],
  }),
  ...planted("breakglass-noncompliant", account("good", "dir"), { ...inEach("dir"), used: [account("guy", "dir")] }),
  ...planted("breakglass-noncompliant", account("good", "dir"), { unusable: [account("ivy", "dir")] }),
  ...planted("breakglass-too-few", whole("app", "breakglass/side"), {
    ...{ "too-few": [whole("app", "breakglass/main")], ended: [whole("dir", "breakglass/main")] },
  }),
  ...planted("shared-account-undeclared", account("ana"), { generic: [account("joe")] }),
  ...inSystem(
    "app",
    planted("shared-account-undeclared", credential("of-sound"), { "not-rotated": [credential("of-desk")] }),
  ),
  ...planted("nhi-third-party-unreviewed", key("c-ana"), { overdue: [key("c-mia")], never: [key("c-lone")] }),
  ...planted("tenant-crossing-grant", account("una"), {
    ...{ untrusted: [account("quin")], "trust-ended": [account("rae")], "inactive-at-home": [guest()] },
  }),
  ...planted("grant-unbounded-temporary", account("ana"), {
    ...{ endless: [account("jim")], "too-long": [account("jon")], outside: [account("joy")] },
  }),
];

/** An application, or what is said of a part of it. */
export function whole(system: string, below?: string): Named {
  return { kind: "app", system, name: `${system}:${below ?? ""}`, ...(below !== undefined && { part: below }) };
}

/** What is wrong with accounts for emergencies, in whichever system they are. */
function inEach(system: string): Record<string, Named[]> {
  const wrong = { untested: "bea", custodians: "gale", unusable: "gill", ends: "gert" };
  return Object.fromEntries(Object.entries(wrong).map(([reason, name]) => [reason, [account(name, system)]]));
}

function guildOf(system: string): Named {
  return { kind: "group", system, name: "guild" };
}

/** Cases about somebody of another system. */
export function inSystem(app: string, all: readonly Case[]): Case[] {
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
