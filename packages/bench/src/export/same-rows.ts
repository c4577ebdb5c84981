import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const linesOf = (file: string) => createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();

/** Throws unless both files hold the same rows in the same order: otherwise their times cannot be compared. */
export async function compareFiles(one: string, other: string): Promise<void> {
  const others = linesOf(other);
  let number = 0;
  for await (const line of linesOf(one)) {
    number += 1;
    const { value } = await others.next();
    assert.deepEqual(JSON.parse(value ?? 'null'), JSON.parse(line), `line ${number} differs`);
  }
  assert.equal((await others.next()).done, true, `the other file is longer than ${number} lines`);
}
