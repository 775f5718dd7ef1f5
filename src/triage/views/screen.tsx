import { Box, Text } from "ink";
import type { Line, Span, Tone } from "../text/line.ts";

/** The sixteen colours of every terminal, and no backgrounds: they fit light and dark ones. */
const styles: Readonly<Record<Tone, { readonly color?: string; readonly bold?: true; readonly dimColor?: true }>> = {
  critical: { color: "red", bold: true },
  high: { color: "red" },
  medium: { color: "yellow" },
  low: { color: "cyan" },
  info: { dimColor: true },
  faint: { dimColor: true },
  strong: { bold: true },
  good: { color: "green" },
  bad: { color: "red" },
  accent: { color: "cyan" },
};

/** Lines of a screen, each drawn as it is: whatever they hold was made harmless and cut to the width before. */
export function Screen({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <Box flexDirection="column">
      {lines.map((line, index) => (
        <Text key={index} wrap="truncate-end">
          {line.spans.map((span, at) => (
            <Piece key={at} span={span} />
          ))}
        </Text>
      ))}
    </Box>
  );
}

function Piece({ span }: { readonly span: Span }) {
  const style = span.tone === undefined ? {} : styles[span.tone];
  return (
    <Text {...style} inverse={span.isChosen === true}>
      {span.text}
    </Text>
  );
}
