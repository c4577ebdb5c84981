import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { runCommand } from './run-command.ts';

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => {
    said.push(line);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('each line of a command that runs beside others stands behind its label, whichever stream it came from', async () => {
  const script = 'console.log("one\\ntwo"); console.error("three")';
  expect(await runCommand(process.execPath, ['-e', script], { label: 'part' })).toBe(true);
  expect(said[0]).toMatch(/^part \| \$ node -e /);
  expect(said.slice(1).sort()).toEqual(['part | one', 'part | three', 'part | two']);
});

test('a command that ends badly or cannot be started did not end well', async () => {
  expect(await runCommand(process.execPath, ['-e', 'process.exit(3)'], { label: 'part' })).toBe(false);
  expect(await runCommand('no-such-command', [], { label: 'part' })).toBe(false);
  expect(said.at(-1)).toContain('ENOENT');
});

test('a command is given its environment', async () => {
  const script = 'process.exit(process.env.ASKED === "yes" ? 0 : 1)';
  expect(await runCommand(process.execPath, ['-e', script], { env: { ASKED: 'yes' }, label: 'part' })).toBe(
    true,
  );
});
