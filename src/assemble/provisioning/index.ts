import type { Correlation } from "../../correlate/index.ts";
import type { Subject } from "../../correlate/subjects.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { ChannelDocument } from "../../model/channel-document.ts";
import type { Approval } from "../../model/document.ts";
import { fieldsText } from "../entry-text.ts";
import { channelDocument } from "./channel-document.ts";
import { type ChannelView, channelViews } from "./channel-views.ts";
import { Concerned } from "./concerned.ts";
import { Parties } from "./parties.ts";
import { SubjectLogs } from "./subject-events.ts";
import { DirectoryChanges } from "./waiting.ts";

/** What provisioning did, joined with whom and what it did it to. */
export class ProvisioningParts {
  readonly channels: readonly ChannelView[];
  readonly #estate: LoadedEstate;
  readonly #logs: SubjectLogs | undefined;
  readonly #document: (view: ChannelView) => ChannelDocument;

  constructor(estate: LoadedEstate, correlation: Correlation, now: string) {
    this.#estate = estate;
    const views = channelViews(estate);
    this.channels = [...views.values()];
    // Most estates have no log, and nothing is to be paid for it there.
    this.#logs =
      estate.provisioning.events.length > 0
        ? new SubjectLogs(estate, views, {
            concerned: new Concerned(estate, correlation),
            parties: new Parties(estate, correlation),
          })
        : undefined;
    const ground = { estate, correlation, changes: new DirectoryChanges(estate, correlation), now };
    this.#document = (view) => channelDocument(view, ground);
  }

  document(view: ChannelView): ChannelDocument {
    return this.#document(view);
  }

  /** What a subject's document says of it; empty for most. */
  textOf(subject: Subject, grants: readonly string[] = []): string {
    if (!this.#logs) return "";
    const approvals = this.#approvalsOf(subject, grants);
    const events = this.#logs.eventsOf(subject);
    return fieldsText({ approvals, events, provisioned: this.#logs.provisioned(subject) });
  }

  /** What was approved about records of the subject, and about those of its grants that somebody reviewed. */
  #approvalsOf({ accounts, identities, credentials }: Subject, grants: readonly string[]): Approval[] | undefined {
    const { principals, approvals, credentials: keys } = this.#estate;
    const ids = [
      ...identities.map((number) => principals.identities[number]?.id),
      ...accounts.map((number) => principals.accounts[number]?.id),
      ...credentials.map((number) => keys[number]?.id),
      ...grants,
    ];
    const own = ids.flatMap((id) => approvals.get(id ?? "") ?? []);
    return own.length > 0 ? own : undefined;
  }
}
