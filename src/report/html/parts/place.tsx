/** @jsxImportSource preact */
import type { DeclaredAt } from "../../../model/document.ts";
import type { ReportPlace } from "../../../model/report.ts";
import { placeNote, placeText } from "../../place-text.ts";
import { Code } from "./words.tsx";

/** Where to look, and what has to be known of that place. */
export function Place({ place }: { readonly place: ReportPlace }) {
  const note = placeNote(place);
  return (
    <>
      <Code text={placeText(place)} /> <span class="faint">({place.what})</span>
      {note === undefined ? null : <> {note}</>}
    </>
  );
}

export function Declared({ at }: { readonly at: DeclaredAt }) {
  return <Code text={`${placeText(at)}${at.column === undefined ? "" : `:${at.column}`}`} />;
}
