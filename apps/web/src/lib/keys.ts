/** The part of a KeyboardEvent that decides, so that the table can be tested without a browser. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  repeat: boolean;
}

/** Where the focus is: keys belong to a text field while somebody types, Enter belongs to a focused button. */
export type Where = 'page' | 'button' | 'radio' | 'text';

/** With a Hangul layout the `c` key says "ㅊ" or "Process": then the position of the key decides. */
export function letterOf({ key, code }: Pick<Press, 'key' | 'code'>): string {
  if (/^[a-z]$/u.test(key)) return key;
  const ascii = /^[ -~]+$/u.test(key) && key !== 'Process';
  return ascii ? '' : (/^Key([A-Z])$/u.exec(code)?.[1]?.toLowerCase() ?? '');
}

/** Where a press arrives, by the element that has the focus. */
export function whereOf(target: EventTarget | null): Where {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.getAttribute('role') === 'radio') return 'radio';
  if (target.isContentEditable || target.closest('textarea, select, input:not([type="checkbox"])'))
    return 'text';
  return target.closest('button, a, summary, [role="button"], [role="menuitem"]') ? 'button' : 'page';
}
