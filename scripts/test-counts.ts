// Reads how many tests passed out of each runner's own report, whatever it printed.

/** `flaky`: passed, but only at the second try; named in the last line, so that nobody overlooks it. */
export type Counts = { passed: number; failed: number; skipped: number; flaky?: number };

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

/** Playwright's json reporter. */
export function playwrightCounts(json: string): Counts {
  const { stats, errors = [] } = JSON.parse(json) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors?: unknown[];
  };
  const { expected, unexpected, flaky, skipped } = stats;
  const failed = unexpected === 0 && errors.length > 0 ? 1 : unexpected;
  return { passed: expected + flaky, failed, skipped, flaky };
}

export function sum(all: Counts[]): Counts {
  const add = (key: keyof Counts) => all.reduce((total, counts) => total + (counts[key] ?? 0), 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped'), flaky: add('flaky') };
}

export function lastLine({ passed, failed, skipped, flaky = 0 }: Counts): string {
  const more = [skipped > 0 ? `, ${skipped} skipped` : '', flaky > 0 ? `, ${flaky} flaky` : ''].join('');
  return `${passed} passed, ${failed} failed${more}`;
}
