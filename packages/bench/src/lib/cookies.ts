/** A browser's cookies for the service: what it was given, until its time is over. */
export class Cookies {
  readonly #kept = new Map<string, { value: string; until: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @param line the value of one Set-Cookie header */
  set(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const age = attributes.map((a) => a.trim().match(/^max-age=(-?\d+)$/iu)?.[1]).find(Boolean);
    const until = age === undefined ? Number.POSITIVE_INFINITY : this.#now() + Number(age) * 1000;
    this.#kept.set(pair.slice(0, at), { value: pair.slice(at + 1), until });
  }

  /** Takes the cookies of an answer, as a browser does: the signed copy of the session is renewed that way. */
  takeFrom(head: string): void {
    for (const [, line] of head.matchAll(/\r\nset-cookie: ([^\r]*)/giu)) if (line) this.set(line);
  }

  header(): string {
    const now = this.#now();
    return [...this.#kept]
      .filter(([, cookie]) => cookie.until > now)
      .map(([name, cookie]) => `${name}=${cookie.value}`)
      .join('; ');
  }
}
