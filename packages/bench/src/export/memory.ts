import fs from 'node:fs/promises';

/** The most memory that a process had resident, in MB, by the kernel's account; null when there is no such process. */
export async function peakMemory(pid: number): Promise<number | null> {
  const status = await fs.readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = status.match(/^VmHWM:\s+(\d+) kB$/mu)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

const LOOK_EVERY_MS = 50;

/**
 * Watches what a process starts, and what that starts in turn. `stop` says the most that one of them had resident, in MB;
 * of one that ends, what it took in its last moments may be missed.
 */
export function watchChildren(pid: number) {
  let most = 0;
  let stopped = false;

  async function look(parent: number): Promise<void> {
    const children = await fs.readFile(`/proc/${parent}/task/${parent}/children`, 'utf8').catch(() => '');
    for (const child of children.split(' ').filter(Boolean).map(Number)) {
      most = Math.max(most, (await peakMemory(child)) ?? 0);
      await look(child);
    }
  }
  const watching = (async () => {
    while (!stopped) {
      await look(pid);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  return {
    async stop(): Promise<number> {
      stopped = true;
      await watching;
      return most;
    },
  };
}
