/**
 * `\(…\)` and `\[…\]` as models write math. A single dollar stays money, so that "$5 and $10" is a sentence.
 *
 * The shapes below are the small part of micromark's and mdast's interfaces that is needed; both come with react-markdown.
 */
type Code = number | null;
type State = (code: Code) => State | undefined;
interface Effects {
  enter(type: string): { type: string };
  exit(type: string): unknown;
  consume(code: Code): unknown;
}
interface MathNode {
  type: 'inlineMath';
  value: string;
  data: {
    hName: 'code';
    hProperties: { className: string[] };
    hChildren: { type: 'text'; value: string }[];
  };
}
interface Compiler {
  enter(node: MathNode, token: unknown): void;
  exit(token: unknown): void;
  buffer(): void;
  resume(): string;
  stack: unknown[];
}

const backslash = 92;
const isLineEnding = (code: Code) => code !== null && code < -2;

/** One pair of brackets. A text in which no closing one follows is gone through once, not once for each opening one. */
function bracket(name: string, open: number, close: number) {
  const unclosed = new WeakSet<object>();
  const data = `${name}Data`;
  const marker = `${name}Marker`;

  function tokenize(this: object, effects: Effects, ok: State, nok: State): State {
    let token: { type: string };

    const start: State = (code) => {
      if (unclosed.has(this)) return nok(code);
      effects.enter(name);
      effects.enter(marker);
      effects.consume(code);
      return opening;
    };
    const opening: State = (code) => {
      if (code !== open) return nok(code);
      effects.consume(code);
      effects.exit(marker);
      return between;
    };
    const between: State = (code) => {
      if (code === null) {
        unclosed.add(this);
        return nok(code);
      }
      if (isLineEnding(code)) {
        effects.enter('lineEnding');
        effects.consume(code);
        effects.exit('lineEnding');
        return between;
      }
      token = effects.enter(data);
      return code === backslash ? escapeSign(code) : inside(code);
    };
    const inside: State = (code) => {
      if (code === null || code === backslash || isLineEnding(code)) {
        effects.exit(data);
        return between(code);
      }
      effects.consume(code);
      return inside;
    };
    const escapeSign: State = (code) => {
      effects.consume(code);
      return escaped;
    };
    // `\\` is LaTeX's line break: its second half opens and closes nothing.
    const escaped: State = (code) => {
      if (code === close) {
        token.type = marker;
        effects.consume(code);
        effects.exit(marker);
        effects.exit(name);
        return ok;
      }
      if (code !== backslash) return inside(code);
      effects.consume(code);
      return inside;
    };
    return start;
  }

  return { name, tokenize };
}

/** Takes a math element in, with the classes that rehype-katex goes by. */
function compile(name: string, kind: 'math-inline' | 'math-display') {
  return {
    enter: {
      [name](this: Compiler, token: unknown) {
        const hProperties = { className: ['language-math', kind] };
        this.enter(
          { type: 'inlineMath', value: '', data: { hName: 'code', hProperties, hChildren: [] } },
          token,
        );
        this.buffer();
      },
    },
    exit: {
      [name](this: Compiler, token: unknown) {
        const value = this.resume();
        const node = this.stack.at(-1) as MathNode;
        this.exit(token);
        node.value = value;
        node.data.hChildren.push({ type: 'text', value });
      },
      [`${name}Data`](this: Compiler & { config: { enter: Handles; exit: Handles } }, token: unknown) {
        this.config.enter.data?.call(this, token);
        this.config.exit.data?.call(this, token);
      },
    },
  };
}
type Handles = { data?: (this: Compiler, token: unknown) => void };

/** A remark plugin; it needs remark-math's elements downstream, not remark-math itself. */
export function bracketMath(this: unknown): void {
  const settings = (this as { data(): Record<string, unknown[] | undefined> }).data();
  settings.micromarkExtensions ??= [];
  settings.fromMarkdownExtensions ??= [];
  settings.micromarkExtensions.push({
    text: { [backslash]: [bracket('bracketMath', 40, 41), bracket('bracketMathBlock', 91, 93)] },
  });
  settings.fromMarkdownExtensions.push(
    compile('bracketMath', 'math-inline'),
    compile('bracketMathBlock', 'math-display'),
  );
}
