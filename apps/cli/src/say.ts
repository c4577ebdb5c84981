/** What the CLI says. stdout is for people and results; a bar is drawn only on a terminal. */
export const say = (line = '') => console.log(line);
export const complain = (line: string) => console.error(line);

export interface Progress {
  /** `done` of `total`, with a few words behind. */
  update(done: number, total: number, words?: string): void;
  /** Ends the bar; the last state stays. */
  end(words?: string): void;
}

/** One redrawn line on a terminal; elsewhere (a log file, CI) a line now and then, and none for what is quick. */
export function progress(label: string, stream: NodeJS.WriteStream = process.stdout): Progress {
  let last = '';
  let told = performance.now();
  return {
    update(done, total, words = '') {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const line =
        `${label} ${bar(share)} ${String(Math.floor(share * 100)).padStart(3)} % ${words}`.trimEnd();
      if (stream.isTTY) {
        if (line !== last) stream.write(`\r\u001b[2K${line.slice(0, (stream.columns ?? 100) - 1)}`);
      } else if (performance.now() - told > 5000) {
        told = performance.now();
        stream.write(`${line}\n`);
      }
      last = line;
    },
    end(words) {
      if (stream.isTTY) stream.write(last ? '\r\u001b[2K' : '');
      if (words) stream.write(`${label} ${words}\n`);
    },
  };
}

const bar = (share: number) => `[${'█'.repeat(Math.round(share * 20)).padEnd(20, '·')}]`;

export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400)
    return `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** A plain table; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const numeric = head.map((_, i) => rows.every((row) => /^[-–\d]/u.test(row[i] ?? '')));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((w) => '─'.repeat(w)).join('  '), ...rows.map(line)].join('\n');
}
