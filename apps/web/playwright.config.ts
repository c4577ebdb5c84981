import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './e2e/support/chromium.ts';
import { origin } from './e2e/support/origin.ts';

const json = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME;

const browser = {
  baseURL: origin,
  locale: 'en-GB',
  viewport: { width: 1280, height: 800 },
  launchOptions: { executablePath: chromiumPath(), args: chromiumArgs },
};

export default defineConfig({
  reporter: json ? [['line'], ['json', { outputFile: json }]] : [['line']],
  outputDir: './test-results',
  forbidOnly: Boolean(process.env.CI),
  // A browser on a busy machine: a second try counts as passed and is named as flaky in the output.
  retries: process.env.CI ? 1 : 0,
  // Generous: the checks run beside builds and training on small machines, and a pass is as fast as ever.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 1,
  projects: [
    { name: 'unit', testDir: './src', testMatch: '**/*.spec.ts' },
    { name: 'stack', testDir: './e2e', testMatch: 'stack.setup.ts', teardown: 'stack-down' },
    { name: 'stack-down', testDir: './e2e', testMatch: 'stack.teardown.ts' },
    { name: 'browser', testDir: './e2e', testMatch: '**/*.spec.ts', dependencies: ['stack'], use: browser },
    // Pictures to look at, not a check: only when asked for.
    ...(process.env.E2E_SHOTS
      ? [
          {
            name: 'shots',
            testDir: './e2e',
            testMatch: ['shots.ts', 'states.ts'],
            dependencies: ['stack'],
            use: browser,
          },
        ]
      : []),
  ],
});
