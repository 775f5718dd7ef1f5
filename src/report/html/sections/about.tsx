/** @jsxImportSource preact */
import type { Report } from "../../../model/report.ts";
import { Facts } from "../parts/facts.tsx";
import { Section } from "../parts/section.tsx";
import { Code, Name } from "../parts/words.tsx";

/** By what this was made, of what: enough to make it again, and to see that it is the same. */
export function About({ tool, asOf, digests, files, version }: Report) {
  return (
    <Section id="about" title="About this report">
      <Facts
        facts={[
          [
            "Made by",
            <span key="tool">
              entitlint <Name text={tool.version} />, report version {version}
            </span>,
          ],
          [
            "Judged as of",
            <time key="time" dateTime={asOf}>
              {asOf}
            </time>,
          ],
          ...Object.entries(digests).map(
            ([name, digest]) => [`Digest: ${name}`, digest && <Code text={digest} />] as const,
          ),
          ["Config", <Code key="config" text={files.config} />],
          ["Manifest", files.manifest && <Code text={files.manifest} />],
        ]}
      />
      <p class="faint">
        This page is one file and loads nothing. It names people and what they can reach: keep it where the snapshot may
        be kept.
      </p>
    </Section>
  );
}
