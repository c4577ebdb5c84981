import type { Row } from './service.ts';

/** Rows whose responses tell which side they are, so that a test can read off the screen what it prefers. */
export const rowsOf = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, i) => from + i).map((n) => ({
    id: `row-${n}`,
    prompt: [
      { role: 'user', content: `Earlier question ${n}` },
      { role: 'assistant', content: `Earlier answer ${n}` },
      { role: 'user', content: `What is number ${n}?` },
    ],
    response_a: `The stored side is alpha, for ${n}.`,
    response_b: `The stored side is **beta**, for ${n}.\n\n- one\n- two`,
  }));
