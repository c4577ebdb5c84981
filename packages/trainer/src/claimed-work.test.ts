import { ApiError } from '@preferably/contracts';
import { tellEnd } from './claimed-work.ts';

const refusal = (status: number) => new ApiError(status, null, `finishRun: ${status}`);

/** Tells an end to a service that answers with each error in turn, and then well. */
async function telling(...errors: Error[]) {
  const heard: { outcome: string }[] = [];
  const tell = async (end: { outcome: string }) => {
    heard.push(end);
    const error = errors.shift();
    if (error) throw error;
  };
  const lost = new AbortController();
  const known = await tellEnd({ outcome: 'succeeded' }, tell, { lost: lost.signal }, () => {});
  return { known, heard: heard.map(({ outcome }) => outcome) };
}

test('an end is told again while the service is away', async () => {
  const { known, heard } = await telling(refusal(503));
  expect(known).toEqual({ outcome: 'succeeded' });
  expect(heard).toEqual(['succeeded', 'succeeded']);
});

test('an end that the service does not take becomes a failure that says so', async () => {
  const { known, heard } = await telling(refusal(413));
  expect(heard).toEqual(['succeeded', 'failed']);
  expect(known).toMatchObject({ outcome: 'failed', error: expect.stringContaining('finishRun: 413') });
});

test('who may not even say that is silent', async () => {
  const { known, heard } = await telling(refusal(413), refusal(400));
  expect(known).toBeNull();
  expect(heard).toEqual(['succeeded', 'failed']);
});

test('the end of what is another worker’s is nobody’s', async () => {
  const { known, heard } = await telling(refusal(404));
  expect(known).toBeNull();
  expect(heard).toEqual(['succeeded']);
});
