const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w:-]*(?:="[^"]*")?)*)\s*\/?>/g;

/** An opening tag with its attributes. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A page taken apart by a grammar so strict that nothing which came from a name can be part of a tag. */
export interface ReadPage {
  /** Everything but the insides of scripts and styles. */
  readonly markup: string;
  readonly tags: readonly Tag[];
  /** What people read, with entities resolved. */
  readonly text: string;
  readonly data: { readonly rules: readonly unknown[]; readonly findings: readonly Record<string, unknown>[] };
  readonly script: string;
  readonly style: string;
}

/** @throws Error where there is a `<` that begins no tag of ours */
export function readPage(page: string): ReadPage {
  const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
  const [, data = ""] = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page) ?? [];
  const [, script = ""] = /<script>([\s\S]*?)<\/script>\n<\/body>\n<\/html>\n$/.exec(page) ?? [];
  const markup = page
    .replace("<!DOCTYPE html>", "")
    .replace(style, "")
    .replace(data, () => "")
    .replace(script, () => "");
  const left = markup.replaceAll(tag, "");
  if (left.includes("<")) throw new Error(`not ours: ${left.slice(left.indexOf("<"), left.indexOf("<") + 80)}`);
  const tags = [...markup.matchAll(tag)]
    .filter(([, closing]) => closing === "")
    .map(([, , name = "", attributes = ""]) => ({
      name,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [key, resolved(value)]),
      ),
    }));
  return { markup, tags, text: resolved(left), data: JSON.parse(data === "" ? "{}" : data), script, style };
}

function resolved(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
