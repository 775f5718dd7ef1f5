/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { safeText } from "../../safe-text.ts";
import { Name } from "./words.tsx";

export type Cell = ComponentChildren;

interface TableProps {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A table with a heading for each row and column; where it is too wide it moves for itself, by keyboard too. */
export function Table({ label, head, rows }: TableProps) {
  const right = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === "number"));
  const classOf = (column: number) => (right[column] ? "number" : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whatever can be scrolled has to be reached by keyboard.
    <section class="scroll" aria-label={safeText(label)} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((text, column) => (
              <th key={text} scope="col" class={classOf(column)}>
                <Name text={text} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <BodyCell key={head[column]} first={column === 0} {...{ class: classOf(column) }}>
                  {cell}
                </BodyCell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function BodyCell(props: { first: boolean; class: string | undefined; children?: Cell }) {
  const { first, class: name, children } = props;
  return first ? (
    <th scope="row" class={name}>
      {children}
    </th>
  ) : (
    <td class={name}>{children}</td>
  );
}
