import type { RecordKind } from "../../model/record-id.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import type { Asking, Known, Name, One, OneReader, Wanted } from "../look-up.ts";
import { nativeIdOf, otherTenant } from "../native-id.ts";
import type { Drafts } from "./drafts.ts";
import type { Ground } from "./ground.ts";
import { addMember } from "./join-members.ts";
import { accepted } from "./page.ts";
import type { Reader } from "./read-list.ts";
import { attribute, elements, isResource, type Resource, referenceOf, text } from "./resource.ts";
import { searchUsers } from "./search-users.ts";
import { takeAgent } from "./take-agent.ts";
import { attributeOf } from "./take-rights.ts";
import { takeUser } from "./take-user.ts";

/** Groups that a user names and the snapshot does not, which are asked for at most. */
const mostClaims = 50;

/** What was answered for one address. */
type Answer = Resource | "absent";

/** Asks a SCIM server for single users, agents and groups by their ids (RFC 7644 §3.4.1). */
export class ScimOneReader implements OneReader {
  readonly #client: Reader["client"];
  readonly #context: CollectContext;
  readonly #ground: Ground;
  readonly #drafts: Drafts;
  readonly #answers = new Map<string, Promise<Answer>>();
  /** Ids of the subject's users and agents, and the groups that each calls its own. */
  readonly #holders = new Map<string, ReadonlyMap<string, string | undefined>>();

  constructor(client: Reader["client"], context: CollectContext, ground: Ground, drafts: Drafts, wanted: Wanted) {
    this.#client = client;
    this.#context = context;
    this.#ground = ground;
    this.#drafts = drafts;
    for (const known of wanted.own) {
      const native = nativeIdOf(known, context);
      if (native !== undefined && known.kind !== "credential") this.#holders.set(native, new Map());
    }
  }

  async ask(known: Known, asking: Asking): Promise<One> {
    const native = nativeIdOf(known, this.#context);
    if (native === undefined) return otherTenant;
    if (native === "." || native === "..") return { is: "unsaid", reason: "its id cannot stand in an address" };
    if (known.kind === "group") return await this.#group(native, asking);
    if (known.kind === "account" || known.kind === "identity")
      return await this.#holder(known.record.kind === "agent" ? "Agents" : "Users", native, asking);
    return { is: "unsaid", reason: `SCIM knows no ${known.kind} by itself` };
  }

  async search(name: Name): Promise<readonly Known[] | undefined> {
    return await searchUsers(name, this.#client, this.#ground);
  }

  async #holder(endpoint: "Users" | "Agents", id: string, { kinds, keep }: Asking): Promise<One> {
    const answer = await this.#get(endpoint, id);
    if (answer === "absent") return { is: "absent" };
    const claims = claimsOf(answer);
    if (keep && !this.#drafts.holders.has(id)) {
      (endpoint === "Agents" ? takeAgent : takeUser)(id, answer, this.#drafts, this.#ground);
      this.#holders.set(id, claims);
      if (kinds.has("membership"))
        for (const group of [...claims.keys()].slice(0, mostClaims)) await this.#claimed(group);
    }
    const rights = ["role", "entitlement"] as const;
    const isShown = (sort: (typeof rights)[number]) =>
      this.#ground.options.rights === "always" || elements(answer, attributeOf[sort]).length > 0;
    return {
      is: "there",
      name: text(attribute(answer, "userName")) ?? text(attribute(answer, "agentUserName")),
      whole: new Set<RecordKind>(["grant"]),
      shown: new Set(rights.filter(isShown)),
      sortOf: (known) => (/:role\//u.test(nativeIdOf(known, this.#context) ?? "") ? "role" : "entitlement"),
    };
  }

  async #group(id: string, { keep }: Asking): Promise<One> {
    const answer = await this.#get("Groups", id);
    if (answer === "absent") return { is: "absent" };
    const members = new Set(elements(answer, "members").map(referenceOf));
    const ours = [...this.#holders.keys()].filter((holder) => members.has(holder));
    const name = text(attribute(answer, "displayName"));
    if (keep && ours.length > 0) {
      const record = { id: this.#ground.ids.of("group", id), name: name ?? id };
      this.#drafts.add("group", { ...record, kind: "app", membershipType: "unknown" });
    }
    if (keep) for (const holder of ours) addMember(id, holder, "account", this.#drafts, this.#ground);
    const isClaimed = [...this.#holders.values()].some((claims) => claims.get(id) === "direct");
    return {
      is: "there",
      name,
      whole: new Set<RecordKind>(["membership"]),
      shown: new Set(members.size > 0 ? ["membership"] : []),
      doubt: () => (isClaimed ? "the user names the group, and the group does not name the user" : undefined),
    };
  }

  /** A group that a user names: whether the user is in it, the group itself says. */
  async #claimed(group: string): Promise<void> {
    try {
      await this.#group(group, { kinds: new Set(["membership"]), keep: true });
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      const reason = "a group that a user names could not be asked for";
      this.#drafts.kind("membership").warn(reason, error.problems[0].message);
    }
  }

  #get(endpoint: string, id: string): Promise<Answer> {
    const path = `${endpoint}/${encodeURIComponent(id.toWellFormed())}`;
    const answer = this.#answers.get(path) ?? this.#request(path, id);
    this.#answers.set(path, answer);
    return answer;
  }

  async #request(path: string, id: string): Promise<Answer> {
    try {
      const answer = await this.#client.json(path, { accept: accepted });
      if (isResource(answer) && text(attribute(answer, "id")) === id) return answer;
      throw new RequestFailure("bad-answer", path, "the answer is another resource than was asked for");
    } catch (error) {
      if (error instanceof RequestFailure && error.reason === "not-found") return "absent";
      throw error;
    }
  }
}

/** The groups that a user names, with how it says to be in them. */
function claimsOf(resource: Resource): Map<string, string | undefined> {
  return new Map(
    elements(resource, "groups").flatMap((element): [string, string | undefined][] => {
      const group = referenceOf(element);
      const type = isResource(element) ? text(attribute(element, "type"))?.toLowerCase() : undefined;
      return group === undefined ? [] : [[group, type]];
    }),
  );
}
