/** One kind of secret that can be told by its form alone. */
interface SecretShape {
  readonly name: string;
  readonly pattern: RegExp;
  /** What every such text has, and few others; for patterns that are slow, because they ignore case or look far ahead. */
  readonly sign?: RegExp;
}

/**
 * Forms that nothing but a secret has: vendors' prefixes, key files, password hashes, addresses with a password. A word
 * that only looks random is not among them: ids look random too, and a check that cries wolf is switched off.
 */
export const secretShapes: readonly SecretShape[] = [
  { name: "private-key", pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/u },
  { name: "github-token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})/u },
  { name: "gitlab-token", pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-[A-Za-z0-9_-]{20,}/u },
  { name: "aws-key", pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/u },
  { name: "google-key", pattern: /\bAIza[A-Za-z0-9_-]{35}|\bya29\.[A-Za-z0-9_-]{20,}|\bGOCSPX-[A-Za-z0-9_-]{28}/u },
  { name: "slack-token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]{20,}/u },
  { name: "slack-webhook", pattern: /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/]{20,}/u },
  { name: "stripe-key", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/u },
  { name: "npm-token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/u },
  { name: "pypi-token", pattern: /\bpypi-[A-Za-z0-9_-]{50,}/u },
  { name: "vault-token", pattern: /\bhv[sbr]\.[A-Za-z0-9_-]{24,}/u },
  { name: "sendgrid-key", pattern: /\bSG\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/u },
  { name: "openai-key", pattern: /\bsk-(?:proj-|svcacct-|ant-[a-z]+\d*-)?[A-Za-z0-9_-]{40,}/u },
  { name: "atlassian-token", pattern: /\bAT(?:ATT|CTT)3x[A-Za-z0-9_=-]{40,}/u },
  { name: "digitalocean-token", pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/u },
  { name: "databricks-token", pattern: /\bdapi[a-f0-9]{32}\b/u },
  { name: "azure-secret", pattern: /(?:AccountKey|SharedAccessKey|SharedAccessSignature)=[A-Za-z0-9+/%=]{20,}/u },
  { name: "jwt", pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/u },
  { name: "password-hash", pattern: /\$(?:2[abxy]?|[156y]|argon2(?:i|d|id)|scrypt|pbkdf2[a-z0-9-]*)\$[^\s]{10,}/u },
  {
    name: "password-hash",
    sign: /\}/u,
    pattern: /\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|PBKDF2[A-Z0-9-]*|ARGON2)\}[^\s]{8,}/iu,
  },
  { name: "password-hash", pattern: /\bSCRAM-SHA-(?:1|256)\$\d+:[A-Za-z0-9+/=]+\$/u },
  { name: "password-in-address", sign: /:\/\//u, pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]{3,}@/iu },
  { name: "authorization-header", pattern: /\bBearer\s+(?=\S*\d)[A-Za-z0-9+/_.=-]{20,}/u },
  {
    name: "password-in-text",
    sign: /(?:passw(?:or[dt]|d)|pwd)[\s=:]/iu,
    pattern: /\b(?:password|passwort|passwd|pwd)\s*(?:=|:\s|\bis\b)\s*\S{6,}/iu,
  },
];

/** Tells of a text with one look whether any shape without a sign can be in it; most texts are ids and names. */
const plainShape = new RegExp(
  secretShapes.flatMap(({ pattern, sign }) => (sign ? [] : [`(?:${pattern.source})`])).join("|"),
  "u",
);
const signs = secretShapes.flatMap(({ sign }) => sign ?? []);

/** The names of the shapes that a text has, sorted. */
export function secretsIn(text: string): string[] {
  if (text.length < 10) return [];
  const isPlain = plainShape.test(text);
  if (!isPlain && !signs.some((sign) => sign.test(text))) return [];
  const found = secretShapes
    .filter(({ sign, pattern }) => (sign ? sign.test(text) : isPlain) && pattern.test(text))
    .map(({ name }) => name);
  return [...new Set(found)].toSorted();
}
