/** @jsxImportSource preact */
import type { Trend } from "../../../../../model/trend.ts";
import { Facts } from "../../../../../report/html/parts/facts.tsx";
import { Section } from "../../../../../report/html/parts/section.tsx";
import { Code } from "../../../../../report/html/parts/words.tsx";

/** By what this was made: enough to make it again. */
export function About({ trend: { tool, version, asOf, judgedBy, snapshots } }: { readonly trend: Trend }) {
  const commits = snapshots.map(({ commit }) => commit);
  return (
    <Section id="about" title="About this report">
      <Facts
        facts={[
          ["Made by", `entitlint ${tool.version}, trend version ${version}`],
          ["Asked as of", asOf],
          ["Digest: policies", <Code key="policies" text={judgedBy.policies} />],
          ["Digest: config", <Code key="config" text={judgedBy.config} />],
          ["First commit", commits[0] && <Code text={commits[0]} />],
          ["Last commit", commits.at(-1) && <Code text={commits.at(-1) ?? ""} />],
        ]}
      />
      <p class="faint">
        This page is one file and loads nothing. It names people and what they can reach: keep it where the snapshots
        may be kept.
      </p>
    </Section>
  );
}
