import { Kbd } from '../../components/ui/kbd.tsx';

/** Keys and what each does. */
export function KeyRows({ rows }: { rows: readonly (readonly [key: string, words: string])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      {rows.map(([key, words]) => (
        <div key={key} className="contents">
          <dt>
            <span className="sr-only">{key}</span>
            <Kbd className="h-5.5 px-1.5">{key}</Kbd>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
