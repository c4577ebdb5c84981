/**
 * How far the service's clock is ahead of this one. Less than half a minute is the way of the page rather than a clock
 * that is wrong, and counts as nothing.
 */
export function clockDifference(serverNow: number, now: number): number {
  const difference = serverNow - now;
  return Math.abs(difference) < 30_000 ? 0 : difference;
}

/** Somebody who has not moved, pressed or scrolled for this long is taken to be away. */
export const idleMs = 30_000;

/** Time spent looking at a comparison: the tab is visible and its reader has recently done something. */
export interface ActiveClock {
  total: number;
  /** When the reader last gave a sign of life; null while the tab is hidden. */
  since: number | null;
}

export const startClock = (now: number, visible: boolean): ActiveClock => ({
  total: 0,
  since: visible ? now : null,
});

/** A pointer move, a key, a scroll, or the tab coming back. */
export function signOfLife(clock: ActiveClock, now: number): ActiveClock {
  return { total: activeMs(clock, now), since: now };
}

export function tabHidden(clock: ActiveClock, now: number): ActiveClock {
  return { total: activeMs(clock, now), since: null };
}

/** The gap since the last sign of life counts up to the idle limit. */
export function activeMs(clock: ActiveClock, now: number): number {
  if (clock.since === null) return clock.total;
  return clock.total + Math.min(Math.max(0, now - clock.since), idleMs);
}
