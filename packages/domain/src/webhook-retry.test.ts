import { WEBHOOK_ATTEMPTS, webhookDelay } from './webhook-retry.ts';

test.each([
  ['the first attempt', 1, 15],
  ['the second', 2, 60],
  ['the seventh', 7, 61_440],
  ['the last', WEBHOOK_ATTEMPTS, null],
])(
  'after %s the next one waits four times as long, and after the last there is none',
  (_, attempts, delay) => {
    expect(webhookDelay(attempts, 0.5)).toBe(delay);
  },
);

test('all attempts together take about a day', () => {
  const delays = Array.from({ length: WEBHOOK_ATTEMPTS - 1 }, (_, n) => webhookDelay(n + 1, 0.5) as number);
  const hours = delays.reduce((sum, delay) => sum + delay, 0) / 3600;
  expect(hours).toBeGreaterThan(18);
  expect(hours).toBeLessThan(30);
});

test('the delay is shorter or longer by a fifth at most', () => {
  expect(webhookDelay(1, 0)).toBeCloseTo(12);
  expect(webhookDelay(1, 1)).toBeCloseTo(18);
});
