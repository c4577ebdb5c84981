import fs from 'node:fs';
import path from 'node:path';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const howToGetChromium =
  'The browser tests need Chromium: install it (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium) or set CHROMIUM_PATH to one.';

/** The Chromium to test with: CHROMIUM_PATH when set, else one of the usual places, else one on the PATH. */
export function findChromium(env: NodeJS.ProcessEnv = process.env, exists = fs.existsSync): string | null {
  if (env.CHROMIUM_PATH) return exists(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null;
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) =>
    ['chromium', 'google-chrome'].map((name) => path.join(folder, name)),
  );
  return [...places, ...onPath].find((file) => exists(file)) ?? null;
}
