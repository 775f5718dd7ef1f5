/** A catalogue that controls of rules are taken from. */
export interface Framework {
  /** In tags: `external/<key>/<control>`. */
  readonly key: string;
  readonly name: string;
  readonly organization: string;
  readonly version: string;
  readonly pattern: RegExp;
}

const frameworks: readonly Framework[] = [
  {
    ...{ key: "owasp-nhi", name: "OWASP Non-Human Identities Top 10", organization: "OWASP", version: "2025" },
    pattern: /^NHI\d+:2025$/,
  },
  {
    ...{ key: "nist-csf", name: "NIST Cybersecurity Framework", organization: "NIST", version: "2.0" },
    pattern: /^[A-Z]{2}\.[A-Z]{2}-\d{2}$/,
  },
  {
    ...{ key: "nist-800-53", name: "NIST SP 800-53", organization: "NIST", version: "5" },
    pattern: /^[A-Z]{2}-\d+(\(\d+\))?$/,
  },
  {
    ...{ key: "cis", name: "CIS Critical Security Controls", organization: "CIS", version: "8.1" },
    pattern: /^CIS \d+\.\d+$/,
  },
  {
    ...{ key: "iso-27001", name: "ISO/IEC 27001 Annex A", organization: "ISO", version: "2022" },
    pattern: /^A\.\d+\.\d+$/,
  },
  {
    ...{ key: "soc-2", name: "Trust Services Criteria", organization: "AICPA", version: "2017" },
    pattern: /^CC\d+\.\d+$/,
  },
  {
    ...{ key: "nist-800-207", name: "NIST SP 800-207 Zero Trust Architecture", organization: "NIST", version: "2020" },
    pattern: /^(ZT tenet \d+|PEP)$/,
  },
  {
    ...{ key: "nist-ai-rmf", name: "NIST AI Risk Management Framework", organization: "NIST", version: "1.0" },
    pattern: /^AI (GOVERN|MAP|MEASURE|MANAGE) \d+\.\d+$/,
  },
];

/** Controls of catalogues that only the rule's author knows. */
const other: Framework = {
  ...{ key: "control", name: "Other controls", organization: "the authors of the rules", version: "1" },
  pattern: /^/,
};

/** The catalogue that a control is from, told by the form of its id. */
export function frameworkOf(control: string): Framework {
  return frameworks.find(({ pattern }) => pattern.test(control)) ?? other;
}
