import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** CHROMIUM_PATH, or a browser of the system; undefined leaves Playwright to its own download. */
export function chromiumPath(): string | undefined {
  return process.env.CHROMIUM_PATH ?? usual.find((path) => existsSync(path));
}

/** For containers and for machines without a network: no sandbox of its own, no background requests. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];
