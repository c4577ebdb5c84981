import type { Options } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import rehypeKatex from 'rehype-katex';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { boundTree } from './bounds.ts';
import { bracketMath } from './bracket-math.ts';
import { prepareBlocks, rawAsText, reachFormulas } from './prepare-tree.ts';

const schema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
  attributes: {
    ...defaultSchema.attributes,
    // language-… names the colours, math-… says what KaTeX sets. Nothing else may carry a class.
    code: [['className', /^language-[\w+#-]+$/u, 'math-inline', 'math-display']] as [
      string,
      ...(RegExp | string)[],
    ][],
  },
};

/** No command that links, loads or names anything; sizes and expansions end early; a mistake shows the source. */
const katex = {
  trust: false,
  strict: 'ignore' as const,
  maxExpand: 200,
  maxSize: 20,
  errorColor: 'inherit',
};

export const remarkPlugins: Options['remarkPlugins'] = [
  remarkGfm,
  [remarkMath, { singleDollarTextMath: false }],
  bracketMath,
];

/** Sanitising stands between what the author wrote and what this side adds: colours and formulas come after it. */
export const rehypePlugins: NonNullable<Options['rehypePlugins']> = [
  rawAsText,
  [rehypeSanitize, schema],
  boundTree,
  prepareBlocks,
  rehypeHighlight,
  [rehypeKatex, katex],
  reachFormulas,
  boundTree,
];
