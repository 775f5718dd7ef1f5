import type { AccountLink } from "../correlate/account-link.ts";
import type { IdentityRow } from "../load/estate-rows.ts";
import type { Link } from "../model/document.ts";
import { goneIdentity } from "./entry-facts.ts";
import { fieldsText } from "./entry-text.ts";

/** Writes whose an account is, and why so. */
export class LinkTexts {
  readonly #identities: readonly IdentityRow[];
  /** By key and confidence: there are few ways to be linked, and most accounts are. */
  readonly #known = new Map<string, Map<AccountLink["confidence"], string>>();

  constructor(identities: readonly IdentityRow[]) {
    this.#identities = identities;
  }

  text(link: AccountLink | undefined): string {
    if (!link) return ',"link":{"situation":"unmatched"}';
    if (link.situation !== "linked" || link.past || link.personCreated) return fieldsText({ link: this.#link(link) });
    const by = link.by ?? "";
    const known = this.#known.get(by)?.get(link.confidence);
    if (known !== undefined) return known;
    const text = fieldsText({ link: this.#link(link) });
    const ofKey = this.#known.get(by) ?? new Map<AccountLink["confidence"], string>();
    this.#known.set(by, ofKey.set(link.confidence, text));
    return text;
  }

  #link(link: AccountLink): Link {
    const candidates = link.situation === "linked" ? [] : link.candidates;
    const names = candidates.map((number) => this.#identities[number]?.id ?? "").sort();
    return {
      situation: link.situation,
      ...(link.by && { by: link.by }),
      ...(link.confidence && { confidence: link.confidence }),
      ...(names.length > 0 && { candidates: names }),
      ...(link.gone && { gone: link.gone.map(goneIdentity) }),
      ...(link.past && { past: link.past.map(({ by, tombstone }) => ({ ...goneIdentity(tombstone), by })) }),
      ...(link.personCreated && { personCreated: link.personCreated }),
    };
  }
}
