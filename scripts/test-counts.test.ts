import { findChromium } from './chromium.ts';
import { jestCounts, junitCounts, lastLine, playwrightCounts, settle, sum } from './test-counts.ts';

describe('what counts as a failure', () => {
  const good = { passed: 3, failed: 0, skipped: 1 };
  test.each([
    ['a good report and a good end', good, true, good],
    ['a failed test', { passed: 3, failed: 2, skipped: 0 }, false, { passed: 3, failed: 2, skipped: 0 }],
    ['a bad end although no test failed', good, false, { passed: 3, failed: 1, skipped: 1 }],
    ['no report at all', null, false, { passed: 0, failed: 1, skipped: 0 }],
    ['a good end without any test', null, true, { passed: 0, failed: 1, skipped: 0 }],
    [
      'a good end with skipped tests only',
      { passed: 0, failed: 0, skipped: 2 },
      true,
      { passed: 0, failed: 1, skipped: 2 },
    ],
  ])('%s', (_name, reported, succeeded, expected) => {
    expect(settle(reported, succeeded)).toEqual(expected);
  });
});

test('jest: a file that did not run counts as a failure of its own', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    numPendingTests: 1,
    numTodoTests: 1,
  };
  expect(jestCounts(JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('pytest: errors outside a test count as failures', () => {
  const xml =
    '<testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="1.0"></testsuite></testsuites>';
  expect(junitCounts(xml)).toEqual({ passed: 4, failed: 3, skipped: 3 });
});

test('Playwright: a test that passed at its second try passed, and is named', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } };
  expect(playwrightCounts(JSON.stringify(report))).toEqual({
    passed: 5,
    failed: 1,
    skipped: 2,
    flaky: 1,
  });
});

test('Playwright: an error outside every test counts as a failure', () => {
  const report = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] };
  expect(playwrightCounts(JSON.stringify(report)).failed).toBe(1);
});

test('the last line names skipped and flaky tests only when there are any', () => {
  const total = sum([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 0 },
  ]);
  expect(lastLine(total)).toBe('3 passed, 1 failed');
  expect(lastLine({ ...total, skipped: 2, flaky: 1 })).toBe('3 passed, 1 failed, 2 skipped, 1 flaky');
});

describe('the Chromium to test with', () => {
  const only = (file: string) => (candidate: unknown) => candidate === file;
  test('is the one CHROMIUM_PATH names, and no other when that is missing', () => {
    expect(findChromium({ CHROMIUM_PATH: '/opt/c' }, only('/opt/c'))).toBe('/opt/c');
    expect(findChromium({ CHROMIUM_PATH: '/opt/c' }, only('/usr/bin/chromium'))).toBeNull();
  });
  test('is one in a usual place, else one on the PATH', () => {
    expect(findChromium({}, only('/usr/bin/chromium'))).toBe('/usr/bin/chromium');
    expect(findChromium({ PATH: '/opt/bin' }, only('/opt/bin/chromium'))).toBe('/opt/bin/chromium');
    expect(findChromium({}, () => false)).toBeNull();
  });
});
