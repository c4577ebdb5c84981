'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

/**
 * A box that scrolls on its own rather than pushing what is around it. It is a stop of the Tab key exactly while there
 * is something to scroll: not every browser makes it one by itself (WCAG 2.1.1).
 */
export function ScrollBox(props: { labelledBy?: string; className?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const measure = () =>
      setScrolls(
        current.scrollWidth > current.clientWidth + 1 || current.scrollHeight > current.clientHeight + 1,
      );
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    for (const child of current.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={box}
      className={props.className}
      {...(scrolls ? { tabIndex: 0, role: 'group', 'aria-labelledby': props.labelledBy } : {})}
    >
      {props.children}
    </div>
  );
}
