import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from '../../lib/cn.ts';
import { ScrollBox } from './scroll-box.tsx';

/** A table that scrolls sideways on its own rather than pushing the page. `caption` is read out, not shown. */
export function Table({
  caption,
  className,
  children,
  ...rest
}: ComponentProps<'table'> & { caption: ReactNode }) {
  const captionId = useId();
  return (
    <ScrollBox labelledBy={captionId} className="relative overflow-x-auto -outline-offset-2!">
      <table className={cn('w-full border-collapse text-base', className)} {...rest}>
        <caption id={captionId} className="sr-only">
          {caption}
        </caption>
        {children}
      </table>
    </ScrollBox>
  );
}

interface CellProps {
  /** Right-aligned digits of equal width. */
  numeric?: boolean;
}

export function Th({ numeric, className, ...rest }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        'border-b border-line px-2.5 py-1.5 text-left text-xs font-semibold whitespace-nowrap text-muted',
        numeric && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ numeric, className, ...rest }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      className={cn(
        'border-b border-line px-2.5 py-1.5 align-top',
        numeric && 'text-right whitespace-nowrap tabular-nums',
        className,
      )}
      {...rest}
    />
  );
}
