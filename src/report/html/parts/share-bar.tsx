/** @jsxImportSource preact */
import type { Share } from "../../../model/posture.ts";
import { shareText } from "../../share-text.ts";
import { Bar } from "./bar.tsx";

/** A share as a bar with its words: what is met, what is not, and striped what nothing tells. */
export function ShareBar({ share }: { readonly share: Share }) {
  const { count, of, unknown } = share;
  const stretches = [
    { part: count, as: "met" },
    { part: of - count, as: "unmet" },
    { part: unknown, as: "untold" },
  ];
  return (
    <div class="share">
      <Bar stretches={stretches} of={of + unknown} />
      <span>{shareText(share)}</span>
    </div>
  );
}

/** The same in a cell of a table; empty where it means nothing. */
export function shareCell(share: Share | undefined) {
  return share ? <ShareBar share={share} /> : "";
}
