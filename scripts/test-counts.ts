// Reads how many tests passed out of each runner's own report, whatever it printed.

export type Counts = { passed: number; failed: number; skipped: number };

/**
 * A part's result: what its report says, and what its exit status adds. A runner that ended badly although no test of its
 * report failed (a crash, a bad configuration) counts as one failure, and so does one that ran no test.
 */
export function settle(reported: Counts | null, succeeded: boolean): Counts {
  const counts = reported ?? { passed: 0, failed: 0, skipped: 0 };
  const silent = counts.failed === 0 && (!succeeded || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** jest --json. A file that could not be run at all has no tests to count, so it counts itself. */
export function jestCounts(json: string): Counts {
  const report = JSON.parse(json) as Record<string, number>;
  const number = (name: string) => report[name] ?? 0;
  return {
    passed: number('numPassedTests'),
    failed: number('numFailedTests') + number('numRuntimeErrorTestSuites'),
    skipped: number('numPendingTests') + number('numTodoTests'),
  };
}

/** pytest --junitxml: the counts are attributes of each <testsuite>. */
export function junitCounts(xml: string): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [tag] of xml.matchAll(/<testsuite\s[^>]*>/g)) {
    const number = (name: string) => Number(new RegExp(`\\s${name}="(\\d+)"`).exec(tag)?.[1] ?? 0);
    const failed = number('failures') + number('errors');
    counts.failed += failed;
    counts.skipped += number('skipped');
    counts.passed += number('tests') - failed - number('skipped');
  }
  return counts;
}

/** Playwright's json reporter. A flaky test failed once, so it failed. */
export function playwrightCounts(json: string): Counts {
  const { stats, errors = [] } = JSON.parse(json) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors?: unknown[];
  };
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    failed: failed === 0 && errors.length > 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

export function sum(all: Counts[]): Counts {
  const add = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

export function lastLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
