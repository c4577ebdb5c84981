import 'katex/dist/katex.min.css';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode, useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import { cn } from '../lib/cn.ts';
import { type PlainReason, plainReason } from './markdown/bounds.ts';
import { linkTarget, visibleAddress } from './markdown/link-target.ts';
import { markMatches } from './markdown/mark-matches.ts';
import { PlainOnError, PlainText } from './markdown/plain-text.tsx';
import { rehypePlugins, remarkPlugins } from './markdown/plugins.ts';

/** A response may link to anything: where a link leads is shown, and what is no link to the web is none. */
function LinkWithTarget({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  const t = useTranslations('common');
  const target = linkTarget(href);
  if (!target) {
    const address = href && !href.startsWith('#') ? visibleAddress(href) : null;
    return (
      <span>
        {children}
        {address ? <LinkTarget address={address} /> : null}
      </span>
    );
  }
  const shown = typeof children === 'string' && target.replace(/\/$/u, '') === children.replace(/\/$/u, '');
  return (
    <a
      href={target}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={t('linkTarget', { address: target })}
    >
      {shown ? <bdi dir="ltr">{children}</bdi> : <bdi>{children}</bdi>}
      {shown ? null : <LinkTarget address={target} />}
    </a>
  );
}

const LinkTarget = ({ address }: { address: string }) => (
  <bdi dir="ltr" className="link-target">
    {' '}
    ({address})
  </bdi>
);

function ImageLeftOut({ alt }: { alt?: string | undefined }) {
  const t = useTranslations('common');
  return <em>[{t('imageLeftOut', { description: alt || t('imageWithoutDescription') })}]</em>;
}

/** A task of a list, as a sign: nothing in a response is a control. */
function TaskMark({ done }: { done: boolean }) {
  const t = useTranslations('common.task');
  return (
    <span role="img" aria-label={t(done ? 'done' : 'open')}>
      {done ? '☑' : '☐'}
    </span>
  );
}

const components: Components = {
  a: ({ href, children }) => <LinkWithTarget href={href}>{children}</LinkWithTarget>,
  img: ({ alt }) => <ImageLeftOut alt={alt} />,
  input: ({ checked }) => <TaskMark done={checked === true} />,
  table: ({ children, dir }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div className="table-scroll" tabIndex={0}>
      <table dir={dir}>{children}</table>
    </div>
  ),
  // Headings inside a response must not break the outline of the page: they start below the page's own.
  h1: ({ children }) => (
    <h3 dir="auto" className="text-[1.15em]!">
      {children}
    </h3>
  ),
  h2: ({ children }) => (
    <h4 dir="auto" className="text-[1.08em]!">
      {children}
    </h4>
  ),
  h3: ({ children }) => <h5 dir="auto">{children}</h5>,
  h4: ({ children }) => <h6 dir="auto">{children}</h6>,
};

/** The elements of a text, or why it is shown as it was written. Never throws, on the server neither. */
function read(text: string, mark: string): { content: ReactNode } | { reason: PlainReason } {
  const reason = plainReason(text);
  if (reason) return { reason };
  try {
    // A function of its input without hooks: called as one, so that its mistakes are caught here.
    const plugins: typeof rehypePlugins = mark ? [...rehypePlugins, [markMatches, mark]] : rehypePlugins;
    return { content: ReactMarkdown({ children: text, remarkPlugins, rehypePlugins: plugins, components }) };
  } catch {
    return { reason: 'complex' };
  }
}

/** Markdown from people and models, rendered safely: raw HTML is not interpreted, images are not fetched. */
export const Markdown = memo(function Markdown({
  text,
  className,
  lang,
  mark = '',
}: {
  text: string;
  /** Words to be marked wherever they stand; each place carries its number. */
  mark?: string;
  className?: string | undefined;
  lang?: string | undefined;
}) {
  const shown = useMemo(() => read(text, mark), [text, mark]);
  return (
    <div className={cn('prose', className)} lang={lang}>
      {'reason' in shown ? (
        <PlainText text={text} reason={shown.reason} mark={mark} />
      ) : (
        <PlainOnError key={text} text={text}>
          {shown.content}
        </PlainOnError>
      )}
    </div>
  );
});
