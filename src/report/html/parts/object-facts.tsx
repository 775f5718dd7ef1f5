/** @jsxImportSource preact */
import type { Unknown } from "../../../model/report.ts";
import type { Fact } from "./facts.tsx";
import { Declared, Place } from "./place.tsx";
import { Code, Name } from "./words.tsx";

/** What is said alike of a finding and of a case that could not be decided: about what it is, and where that stands. */
export function objectFacts(entry: Unknown): Fact[] {
  const { object, subject, name, app, reason, identity, account, grant, credential, declared, place } = entry;
  return [
    ["Object", <Code key="object" text={object} />],
    ["Subject", <SubjectName key="subject" {...{ subject, name }} />],
    ["Application", <Name key="app" text={app} />],
    ["Reason", <Code key="reason" text={reason} />],
    ["Identity", identity && <Code text={identity} />],
    ["Account", account && <Code text={account} />],
    ["Grant", grant && <Code text={grant} />],
    ["Credential", credential && <Code text={credential} />],
    ["Place", <Place key="place" place={place} />],
    ["Declared at", declared && <Declared at={declared} />],
  ];
}

function SubjectName({ subject, name }: { subject: string; name: string | undefined }) {
  return (
    <>
      {name === undefined ? null : (
        <>
          <Name text={name} />{" "}
        </>
      )}
      <Code text={subject} />
    </>
  );
}
