import type { Row } from './service.ts';

/** Responses that try to break out of their pane, each by its name. `pwn()` is what a script that ran would call. */
const elsewhere = 'https://evil.example';
const js = 'javascript:pwn()';
const times = (count: number, text: string) => text.repeat(count);
const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

const html: Record<string, string> = {
  'script element': '<script>pwn()</script>',
  'script from elsewhere': `<script src="${elsewhere}/a.js"></script>`,
  'script in mixed case and broken': '<ScRiPt\n>pwn()</sCrIpT ><<script>pwn()//<</script>',
  'image with a handler': '<img src=x onerror=pwn()>',
  'image with a handler and slashes': '<img/src="x"/onerror="pwn()">',
  'handlers of many kinds': '<b onclick=pwn() onmouseover=pwn() onfocus=pwn() autofocus tabindex=0>b</b>',
  'details that toggle': '<details open ontoggle=pwn()><summary>s</summary></details>',
  'video and audio': `<video src="${elsewhere}/v" onerror=pwn() autoplay></video><audio src=x onerror=pwn()></audio>`,
  'svg with onload':
    '<svg onload=pwn()><script>pwn()</script><animate onbegin=pwn() attributeName=x dur=1s></svg>',
  'svg use and foreignObject': `<svg><use href="${elsewhere}/x.svg#a"/><foreignObject><iframe src="${js}"></iframe></foreignObject></svg>`,
  'svg link': `<svg><a xlink:href="${js}"><text y="20">click</text></a></svg>`,
  'mathml link': `<math><maction actiontype="statusline" xlink:href="${js}">x</maction></math>`,
  'mathml mutation':
    '<math><mtext><table><mglyph><style><img src=x onerror=pwn()></style></mglyph></table></mtext></math>',
  iframe: `<iframe src="${js}"></iframe><iframe srcdoc="<script>parent.pwn()</script>"></iframe>`,
  'object and embed': `<object data="${js}"></object><embed src="${elsewhere}/e.swf">`,
  'meta refresh': `<meta http-equiv="refresh" content="0;url=${elsewhere}">`,
  base: `<base href="${elsewhere}/">`,
  form: `<form action="${elsewhere}"><input name=a autofocus><button>Submit</button></form>`,
  'style element': `<style>@import "${elsewhere}/a.css"; body { display: none }</style>`,
  'style attribute': `<div style="position:fixed;inset:0;background:url(${elsewhere}/b.png)">over everything</div>`,
  'stylesheet link': `<link rel=stylesheet href="${elsewhere}/a.css"><link rel=prefetch href="${elsewhere}/p">`,
  'image from elsewhere': `<img src="${elsewhere}/pixel.png"><picture><source srcset="${elsewhere}/s.png"></picture>`,
  template:
    '<template><img src=x onerror=pwn()></template><noscript><p title="</noscript><img src=x onerror=pwn()>">',
  'comment and cdata':
    '<!--><script>pwn()</script>--> <![CDATA[<script>pwn()</script>]]> <?php pwn() ?> <!DOCTYPE html>',
  'names that clobber':
    '<a id=defaultView name=cookie></a><form id=documentElement><input id=body></form><img name=getElementById>',
  'closing what is around it': '</div></section></main></body></html><h1>gone</h1>',
  'html block in a list': '- <div onclick="pwn()">\n  <script>pwn()</script>\n  </div>\n- b',
  'xss in one line':
    'jaVasCript:/*-/*`/*\\`/*\'/*"/**/(/* */oNcliCk=pwn() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=pwn()//>\\x3e',
};

const links: Record<string, string> = {
  'javascript link': `[click](${js})`,
  'javascript link with whitespace':
    '[click](java\tscript:pwn()) [click](<java\nscript:pwn()>) [c]( javascript:pwn())',
  'javascript link in entities': '[click](&#x6A;avascript&colon;pwn()) [click](&#106&#97;vascript:pwn())',
  'javascript link in mixed case':
    '[click](JaVaScRiPt:pwn()) [click](javascript&#0;:pwn()) [c](\u0001javascript:pwn())',
  'javascript after a newline': '[click](javascript://example.org/%0Apwn())',
  'data link': '[click](data:text/html;base64,PHNjcmlwdD5wd24oKTwvc2NyaXB0Pg==)',
  'vbscript link':
    '[click](vbscript:msgbox(1)) [click](file:///etc/passwd) [click](blob:x) [c](ftp://evil.example)',
  'javascript image': `![x](${js}) ![x](data:image/svg+xml,<svg/onload=pwn()>)`,
  'image from elsewhere in Markdown': `![tracking](${elsewhere}/pixel.png "t") ![a][i]\n\n[i]: ${elsewhere}/i.png`,
  'image that is a link': `[![x](${elsewhere}/a.png)](${js})`,
  'image breaking out of its attribute': '![x" onerror="pwn()](x" onerror="pwn())',
  'title breaking out of its attribute': `[a](${elsewhere} "x\\" onmouseover=\\"pwn()") [b](<${elsewhere}/"onclick="pwn()>)`,
  autolink: `<${js}> <data:text/html,x> <${elsewhere}/a> <mailto:a@b.c?subject=x>`,
  'reference definitions': `[click][a] [a] [b]\n\n[a]: ${js}\n[b]: vbscript:pwn() "title"\n[b]: ${elsewhere}`,
  'link inside this service':
    '[sign out](/api/auth/sign-out) [p](../preferences) [q](?x) [r](//evil.example/) [s](\\\\evil.example)',
  'host before the host':
    '[bank](https://bank.example@evil.example/) [b](https:evil.example) [c](http:\\\\evil.example)',
  'host that looks like another':
    '[apple](https://\u0430pple.com) https://xn--pple-43d.com <https://\u0430pple.com>',
  'text that is another address': `[https://bank.example/](${elsewhere})`,
  'direction marks in an address':
    '[x](https://example.org/\u202egpj.exe) https://evil.example/\u2067\u202emoc.knab//:sptth',
  footnotes:
    '[^1] [^<script>] [^__proto__]\n\n[^1]: [x](javascript:pwn())\n[^__proto__]: <img src=x onerror=pwn()>',
};

const formulas: Record<string, string> = {
  'formula with a link': `\\(\\href{${js}}{x} \\url{${js}}\\) $$\\href{${elsewhere}}{y}$$`,
  'formula with an image': `\\(\\includegraphics[width=9em]{${elsewhere}/a.png}\\)`,
  'formula with HTML':
    '\\(\\htmlData{x=y}{a} \\htmlStyle{position:fixed}{b} \\htmlId{a}{c} \\htmlClass{fixed}{d}\\)',
  'formula without end': '\\(\\def\\a{\\a\\a}\\a\\) $$\\newcommand{\\b}{\\b}\\b$$',
  'formula that doubles':
    '\\(\\def\\a{xx}\\edef\\a{\\a\\a}\\edef\\a{\\a\\a}\\edef\\a{\\a\\a}\\edef\\a{\\a\\a}\\edef\\a{\\a\\a}\\edef\\a{\\a\\a}\\a\\)',
  'formula with a giant rule':
    '\\(\\rule{99999em}{99999em} \\kern-9999em \\raisebox{-9999em}{x} \\hspace{9999em}\\)',
  'formula nested deeply': `\\(${times(400, '\\sqrt{')}x${times(400, '}')}\\)`,
  'formula with HTML in it': '\\(x<img src=x onerror=pwn()> \\text{<script>pwn()</script>}\\)',
  'formula with a colour that is CSS':
    '\\(\\color{red;background:url(//evil.example)}{x} \\textcolor{#fff}{hidden}\\)',
  'formula in code': `\`\`\`math\n\\href{${js}}{x}\n\`\`\`\n\n\`\`\`math\n\\undefined{\n\`\`\``,
  'hundreds of formulas': times(900, '\\(\\frac{a}{b}\\) '),
  'brackets without end': times(900, '\\( \\[ '),
};

const shapes: Record<string, string> = {
  'fence without end': '```html\n<script>pwn()</script>\n~~~\n<img src=x onerror=pwn()>',
  'fence with a hostile language':
    '```"><img/src/onerror=pwn()> onload=pwn()\nx\n```\n```__proto__\nx\n```\n```constructor\nx\n```',
  'fence of HTML': '```html\n<script>pwn()</script><b onclick="pwn()">\n```',
  'thousands of quotes': `${times(6000, '>')} deep`,
  'thousands of quotes with spaces': `${times(6000, '> ')} deep`,
  'thousands of lists on a line': `${times(6000, '- ')}deep`,
  'lists one level deeper each line': lines(250, (n) => `${times(n, '  ')}- ${n}`),
  'quotes one level deeper each line': lines(95, (n) => `${times(n + 1, '>')} ${n}\n`),
  'huge table': `|a|b|c|\n|-|-|-|\n${times(6000, '|1|2|3|\n')}`,
  'wide table': `${times(1500, '|a')}|\n${times(1500, '|-')}|\n${times(1500, '|b')}|`,
  'emphasis without end': times(8000, '*a **b '),
  'emphasis of underlines': times(8000, '_a __b_'),
  'brackets opened': times(9000, '['),
  'brackets opened and closed': times(5000, '[') + times(5000, ']'),
  'images opened': times(4000, '![[]('),
  'ticks of growing length': lines(300, (n) => `${times(n, '`')} x`),
  'dollars of growing length': lines(200, (n) => `${times(n, '$')} x`),
  'dollars in pairs': times(4000, '$$ '),
  'underlined headings': times(3000, 'a\n==\n'),
  'definitions by the thousand': `${lines(2500, (n) => `[^${n}]: x`)}\n${lines(2500, (n) => `[^${n}]`)}`,
  'tags opened': times(8000, '<a '),
  'addresses opened': times(3000, 'https://a.b/((('),
  'line breaks only': `a${times(20_000, '\n')}b`,
  'a megabyte on one line': times(1 << 20, 'a'),
  'a megabyte of words': times(21_000, 'The quick brown fox jumps over the lazy dog again.\n'),
  'a megabyte of HTML': times(34_000, '<img src=x onerror=pwn()><script>\n'),
};

const characters: Record<string, string> = {
  'right-to-left override': '\u202e\u2066\u2067 txt.exe \u202d reversed, and never ended\n\n\u202eanother',
  'direction marks by the thousand': times(5000, '\u202e\u202d\u2067'),
  'right-to-left words': 'שלום עולם <script>pwn()</script>\n\n- مرحبا\n- hello\n\n> עברית',
  'zero width by the thousand': `${times(5000, '\u200b\u200c\u200d\u2060\ufeff')}end`,
  'zero width in a tag':
    '<scr\u200bipt>pwn()</scr\u200bipt> <\u200bimg src=x onerror=pwn()> java\u200bscript:pwn()',
  'accents stacked': times(200, `Z${times(200, '\u0301\u0316')} `),
  'joined emoji': times(2000, '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}'),
  'astral characters': times(2000, '\u{1f9ff}\u{e0001}\u{e0061}\u{10fffd}\u{1d54f}'),
  'control characters': '\u0001\u0008\u000b\u000c\u001b[31m\u007f\u0085\u2028\u2029\ufffe\uffff end',
  'escapes as text':
    '\\u0000 \\x3cscript\\x3epwn()\\x3c/script\\x3e %3Cscript%3Epwn()%3C/script%3E &#0; &#x110000;',
  entities:
    '&lt;script&gt;pwn()&lt;/script&gt; &#60;img src=x onerror=pwn()&#62; &amp;lt;b&amp;gt; &NotAnEntity;',
  'names of objects':
    '__proto__ constructor toString [__proto__]: x\n\n[a][__proto__] [constructor] [hasOwnProperty]',
  'template and format signs':
    '{{constructor.constructor("pwn()")()}} \u0024{pwn()} #{pwn()} <%= pwn() %> {count, plural, one {x}} %s %n',
};

const all = Object.entries({ ...html, ...links, ...formulas, ...shapes, ...characters });

/** The prompt is hostile too, where it is short: the same text, so that both places are tried. */
export const hostileRows: Row[] = all.map(([id, text]) => ({
  id,
  prompt: [{ role: 'user', content: text.length < 3000 ? text : 'What do you say?' }],
  response_a: text,
  response_b: `A harmless answer to ${id}.`,
}));
