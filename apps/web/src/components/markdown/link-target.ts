/** Invisible characters that turn the order of a text around. */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const protocols = new Set(['http:', 'https:', 'mailto:']);

/**
 * Where a link leads, spelt out: hosts in ASCII (punycode), everything else percent-encoded. Null for what is no link
 * in a response: other protocols, addresses inside this service, and a name before the host that poses as the host.
 */
export function linkTarget(href: string | undefined): string | null {
  if (!href || !URL.canParse(href)) return null;
  const url = new URL(href);
  if (!protocols.has(url.protocol) || url.username || url.password) return null;
  return url.href;
}

/** An address that is shown and not followed: nothing in it may rearrange the words around it. */
export const visibleAddress = (address: string) => address.replace(bidiControls, '\ufffd');
