import { Resources } from './resources.ts';

const closing = (closed: string[], name: string) => async () => {
  closed.push(name);
};

test('what was opened is closed once, in the opposite order', async () => {
  const resources = new Resources();
  const closed: string[] = [];
  for (const name of ['one', 'two']) await resources.use(async () => name, closing(closed, name));
  await Promise.all([resources.close(), resources.close()]);
  expect(closed).toEqual(['two', 'one']);
});

test('what is still being opened at the end is waited for and closed too', async () => {
  const resources = new Resources();
  const closed: string[] = [];
  let arrive = (_: string) => {};
  const late = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  const opening = resources.use(() => late, closing(closed, 'late'));
  const closedAll = resources.close();
  arrive('late');
  await closedAll;
  expect(closed).toEqual(['late']);
  expect(await opening).toBe('late');
});

test('after the end nothing is opened', async () => {
  const resources = new Resources();
  await resources.close();
  let opened = 0;
  const open = async () => {
    opened += 1;
  };
  await expect(resources.use(open, async () => {})).rejects.toThrow('the run is over');
  expect(opened).toBe(0);
});

test('one that cannot be closed does not keep the others open', async () => {
  const resources = new Resources();
  const closed: string[] = [];
  await resources.use(async () => 'one', closing(closed, 'one'));
  await resources.use(
    async () => 'two',
    () => Promise.reject(new Error('stuck')),
  );
  await expect(resources.close()).rejects.toThrow(AggregateError);
  expect(closed).toEqual(['one']);
});
