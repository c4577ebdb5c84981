import { tableOf } from './table.ts';
import { median, quantile, takeTurns } from './take-turns.ts';

const medians: [number[], number][] = [
  [[3], 3],
  [[3, 1], 2],
  [[9, 1, 5], 5],
  [[10, 9, 1, 2], 5.5],
];

test.each(medians)('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
const quantiles: [number[], number, number][] = [
  [hundred, 0.95, 95],
  [[3, 1, 2], 0.95, 3],
  [[3, 1, 2], 0.5, 2],
  [[3, 1, 2], 0, 1],
];

test.each(quantiles)('of %j, a share of %d is at most %d', (values, share, most) => {
  expect(quantile(values, share)).toBe(most);
});

test('a quantile of nothing is refused', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError);
});

test('the median of nothing is refused', () => {
  expect(() => median([])).toThrow(RangeError);
});

test('the sides take turns, the warm-up counts for nothing, and the medians are compared', async () => {
  const order: string[] = [];
  const side = (name: string, speeds: number[]) => async () => {
    order.push(name);
    return { claims: speeds.shift() ?? 0 };
  };
  const sides = { ours: side('ours', [900, 50, 70, 60]), reference: side('reference', [1, 100, 300, 120]) };
  const results = await takeTurns({ claims: 'requests/s' }, sides, 3);
  expect(results).toEqual([{ name: 'claims', ours: 60, reference: 120, ratio: 0.5, unit: 'requests/s' }]);
  expect(order).toEqual(Array.from({ length: 4 }, () => ['ours', 'reference']).flat());
});

test('without a warm-up, the first round counts', async () => {
  const ours = async () => ({ rows: 8 });
  const reference = async () => ({ rows: 2 });
  expect(await takeTurns({ rows: 'rows/s' }, { ours, reference }, 1, false)).toMatchObject([{ ratio: 4 }]);
});

test('the table lines its figures up', () => {
  const results = [
    { name: 'claim-next', ours: 1234.56, reference: 98_765, ratio: 0.0125, unit: 'requests/s' },
    { name: 'x', ours: 1.25, reference: 2, ratio: 0.625, unit: 'bytes/s' },
  ];
  expect(tableOf(results)).toBe(
    [
      'name         ours  reference  ratio  unit',
      'claim-next  1,235     98,765   0.01  requests/s',
      'x             1.3          2   0.63  bytes/s',
    ].join('\n'),
  );
});
