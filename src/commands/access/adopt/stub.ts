import type { CalendarDate } from "../../../model/time.ts";
import { yamlText } from "../../init/yaml-text.ts";
import type { Proposal } from "./choose-owner.ts";
import type { Unregistered } from "./find-unregistered.ts";

/** An entry for the registry that proposes an owner and names the day by which somebody decides. */
export interface Stub {
  /** `nhi:<name>`. */
  readonly id: string;
  readonly machine: Unregistered;
  readonly proposal: Proposal;
  readonly decideBy: CalendarDate;
}

/** Beyond this a list of accounts is easier to read one a line. */
const widest = 100;

/** The lines of a stub in a list, with the line that its owner will write. */
export function stubLines({ id, machine, proposal, decideBy }: Stub): string[] {
  const accounts = machine.ids.map(yamlText);
  const onOneLine = `  accounts: [${accounts.join(", ")}]`;
  return [
    `- id: ${yamlId(id)}`,
    `  kind: ${machine.kind}`,
    ...(onOneLine.length <= widest || accounts.length === 1
      ? [onOneLine]
      : ["  accounts:", ...accounts.map((account) => `    - ${account}`)]),
    `  ownerProposed: { who: ${yamlText(proposal.who)}, because: ${yamlText(proposal.because)} }`,
    `  decideBy: ${decideBy}`,
    "  # purpose: what it is for",
  ];
}

function yamlId(id: string): string {
  return /^nhi:[\w.@-]+$/.test(id) ? id : yamlText(id);
}

/** Gives ids that nobody has yet: by the machine's own name, with its system where that name is taken. */
export function stubNamer(taken: Iterable<string>): (machine: Unregistered) => string {
  const known = new Set(taken);
  return ({ name, system }) => {
    const plain = slug(name) || slug(system) || "machine";
    const candidates = [plain, `${plain}-${slug(system)}`];
    let number = 2;
    let id = candidates.map((one) => `nhi:${one}`).find((one) => !known.has(one));
    while (id === undefined || known.has(id)) id = `nhi:${plain}-${slug(system)}-${number++}`;
    known.add(id);
    return id;
  };
}

/** A text as one word, of letters, digits and the marks that names are written with. */
export function slug(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._@-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
}
