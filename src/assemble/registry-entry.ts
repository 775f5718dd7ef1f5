import { lastSecond } from "../load/moments.ts";
import type { DeclaredIdentity } from "../model/access.ts";
import type { RegistryEntry } from "../model/document.ts";

/** What the registry says of a machine, as its document holds it. */
export function registryEntry(machine: DeclaredIdentity): RegistryEntry {
  return {
    id: machine.id,
    kind: machine.kind,
    declared: { file: machine.place.file ?? "", line: machine.place.line ?? 1 },
    ...(machine.purpose && { purpose: machine.purpose }),
    ...(machine.environment && { environment: machine.environment }),
    ...(machine.expires && { expires: lastSecond(machine.expires, "UTC") }),
    ...(machine.platformManaged && { platformManaged: true as const }),
    ...(machine.proposed && {
      proposed: {
        who: machine.proposed.who.text,
        ...(machine.proposed.because && { because: machine.proposed.because }),
        decideBy: lastSecond(machine.proposed.decideBy, "UTC"),
      },
    }),
  };
}
