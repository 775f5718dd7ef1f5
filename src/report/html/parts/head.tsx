/** @jsxImportSource preact */
import { contentPolicy } from "../frame.ts";

interface HeadProps {
  readonly title: string;
  /** The page's own program; absent where it has none. */
  readonly script?: string;
  readonly style: string;
}

/** What a page says of itself: that it loads nothing and sends nothing, and its title. */
export function PageHead({ title, script, style }: HeadProps) {
  return (
    <>
      <meta http-equiv="Content-Security-Policy" content={contentPolicy(script, style)} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <meta name="robots" content="noindex" />
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
      <title>{title}</title>
    </>
  );
}
